using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Answerable.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Cases : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "cases",
                columns: table => new
                {
                    jurisdiction = table.Column<string>(type: "text", nullable: false),
                    stream = table.Column<string>(type: "text", nullable: false),
                    version_ = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    stage = table.Column<string>(type: "text", nullable: false),
                    ending = table.Column<string>(type: "text", nullable: true),
                    channel = table.Column<string>(type: "text", nullable: false),
                    category = table.Column<string>(type: "text", nullable: true),
                    office = table.Column<string>(type: "text", nullable: false),
                    offices = table.Column<string>(type: "text", nullable: false),
                    unit = table.Column<string>(type: "text", nullable: true),
                    officer = table.Column<string>(type: "text", nullable: true),
                    leader = table.Column<string>(type: "text", nullable: true),
                    recused = table.Column<string>(type: "text", nullable: false),
                    next_clock = table.Column<string>(type: "text", nullable: true),
                    next_due_at = table.Column<long>(type: "bigint", nullable: true),
                    is_overdue = table.Column<bool>(type: "boolean", nullable: false),
                    received_day = table.Column<string>(type: "text", nullable: false),
                    received_at = table.Column<long>(type: "bigint", nullable: true),
                    is_open = table.Column<bool>(type: "boolean", nullable: false),
                    is_sealed = table.Column<bool>(type: "boolean", nullable: false),
                    is_urgent = table.Column<bool>(type: "boolean", nullable: false),
                    is_erased = table.Column<bool>(type: "boolean", nullable: false),
                    awaits_approval = table.Column<bool>(type: "boolean", nullable: false),
                    is_extended = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cases", x => new { x.jurisdiction, x.stream });
                });

            migrationBuilder.CreateIndex(
                name: "IX_cases_jurisdiction_is_open_next_due_at",
                table: "cases",
                columns: new[] { "jurisdiction", "is_open", "next_due_at" });

            migrationBuilder.CreateIndex(
                name: "IX_cases_jurisdiction_number",
                table: "cases",
                columns: new[] { "jurisdiction", "number" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "cases");
        }
    }
}

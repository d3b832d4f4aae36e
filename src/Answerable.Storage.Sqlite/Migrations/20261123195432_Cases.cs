using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Answerable.Storage.Sqlite.Migrations
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
                    jurisdiction = table.Column<string>(type: "TEXT", nullable: false),
                    stream = table.Column<string>(type: "TEXT", nullable: false),
                    version_ = table.Column<long>(type: "INTEGER", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    stage = table.Column<string>(type: "TEXT", nullable: false),
                    ending = table.Column<string>(type: "TEXT", nullable: true),
                    channel = table.Column<string>(type: "TEXT", nullable: false),
                    category = table.Column<string>(type: "TEXT", nullable: true),
                    office = table.Column<string>(type: "TEXT", nullable: false),
                    offices = table.Column<string>(type: "TEXT", nullable: false),
                    unit = table.Column<string>(type: "TEXT", nullable: true),
                    officer = table.Column<string>(type: "TEXT", nullable: true),
                    leader = table.Column<string>(type: "TEXT", nullable: true),
                    recused = table.Column<string>(type: "TEXT", nullable: false),
                    next_clock = table.Column<string>(type: "TEXT", nullable: true),
                    next_due_at = table.Column<long>(type: "INTEGER", nullable: true),
                    is_overdue = table.Column<bool>(type: "INTEGER", nullable: false),
                    received_day = table.Column<string>(type: "TEXT", nullable: false),
                    received_at = table.Column<long>(type: "INTEGER", nullable: true),
                    is_open = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_sealed = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_urgent = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_erased = table.Column<bool>(type: "INTEGER", nullable: false),
                    awaits_approval = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_extended = table.Column<bool>(type: "INTEGER", nullable: false)
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

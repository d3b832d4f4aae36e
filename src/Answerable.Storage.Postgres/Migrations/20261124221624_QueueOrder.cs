using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Answerable.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class QueueOrder : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_cases_jurisdiction_is_open_next_due_at",
                table: "cases");

            migrationBuilder.CreateIndex(
                name: "IX_cases_jurisdiction_is_open_next_due_at_stream",
                table: "cases",
                columns: new[] { "jurisdiction", "is_open", "next_due_at", "stream" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_cases_jurisdiction_is_open_next_due_at_stream",
                table: "cases");

            migrationBuilder.CreateIndex(
                name: "IX_cases_jurisdiction_is_open_next_due_at",
                table: "cases",
                columns: new[] { "jurisdiction", "is_open", "next_due_at" });
        }
    }
}

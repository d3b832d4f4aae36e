using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Answerable.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class QueueIndex : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_cases_jurisdiction_is_open_next_due_at_stream",
                table: "cases");

            migrationBuilder.CreateIndex(
                name: "IX_cases_jurisdiction_is_open_next_due_at_stream_office_officer_leader_unit_offices_recused",
                table: "cases",
                columns: new[] { "jurisdiction", "is_open", "next_due_at", "stream", "office", "officer", "leader", "unit", "offices", "recused" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_cases_jurisdiction_is_open_next_due_at_stream_office_officer_leader_unit_offices_recused",
                table: "cases");

            migrationBuilder.CreateIndex(
                name: "IX_cases_jurisdiction_is_open_next_due_at_stream",
                table: "cases",
                columns: new[] { "jurisdiction", "is_open", "next_due_at", "stream" });
        }
    }
}

using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Answerable.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class LeanerIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_deliveries_channel_provider_ref",
                table: "deliveries");

            migrationBuilder.DropIndex(
                name: "IX_cases_jurisdiction_is_open_next_due_at",
                table: "cases");

            migrationBuilder.CreateIndex(
                name: "IX_deliveries_channel_provider_ref",
                table: "deliveries",
                columns: new[] { "channel", "provider_ref" },
                filter: "provider_ref is not null");

            migrationBuilder.CreateIndex(
                name: "IX_cases_jurisdiction_is_open_next_due_at_stream",
                table: "cases",
                columns: new[] { "jurisdiction", "is_open", "next_due_at", "stream" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_deliveries_channel_provider_ref",
                table: "deliveries");

            migrationBuilder.DropIndex(
                name: "IX_cases_jurisdiction_is_open_next_due_at_stream",
                table: "cases");

            migrationBuilder.CreateIndex(
                name: "IX_deliveries_channel_provider_ref",
                table: "deliveries",
                columns: new[] { "channel", "provider_ref" });

            migrationBuilder.CreateIndex(
                name: "IX_cases_jurisdiction_is_open_next_due_at",
                table: "cases",
                columns: new[] { "jurisdiction", "is_open", "next_due_at" });
        }
    }
}

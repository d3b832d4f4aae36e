using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Answerable.Storage.Postgres.Migrations
{
    /// <summary>
    /// The search index: derived, so no part of the EF model. Vectors are cast from our own terms (never <c>to_tsvector</c>, whose
    /// dictionaries know no Chinese), and the index scans only what was typed.
    /// </summary>
    [DbContext(typeof(RecordDb))]
    [Migration("20261123203000_Search")]
    public sealed class Search : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
            CREATE TABLE search_positions (
                jurisdiction text PRIMARY KEY, log integer NOT NULL, seq bigint NOT NULL, growing integer NOT NULL,
                generation bigint NOT NULL, tokens integer NOT NULL, is_whole boolean NOT NULL, owes_purge boolean NOT NULL);
            CREATE TABLE search_words (
                jurisdiction text NOT NULL, stream text NOT NULL, part integer NOT NULL, generation bigint NOT NULL, words tsvector NOT NULL,
                PRIMARY KEY (jurisdiction, stream, part));
            CREATE INDEX ix_search_words_words ON search_words USING gin (words) WITH (fastupdate = off);
            """);

        protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("DROP TABLE search_words; DROP TABLE search_positions;");
    }
}

using System.Security.Cryptography;
using System.Text;

namespace Answerable.Ledger.Bench;

/// <summary>What the registrar does for each event: commit to twelve fields, write the record, commit to it.</summary>
internal static class RecordBench
{
    private const int Records = 100_000;

    public static void Run()
    {
        var names = Enumerable.Range(0, 12).Select(i => $"field{i:00}").ToArray();
        var value = new byte[60];
        var seed = new byte[32];
        var now = DateTimeOffset.UnixEpoch.AddDays(20_000);
        var salts = names.Select(name => HMACSHA256.HashData(seed, Encoding.ASCII.GetBytes(name))).ToArray();
        var stream = new Guid(seed.AsSpan(0, 16));
        var seconds = Measure.Medians(() =>
        {
            for (var i = 0; i < Records; i++)
            {
                var fields = new RecordField[names.Length];
                for (var f = 0; f < fields.Length; f++)
                    fields[f] = new(names[f], Commitment.Field(names[f], salts[f], value));
                var record = new Record("grievance.lodged/1", stream, i, 1, now, now, "complainant", fields);
                Commitment.Entry(seed, RecordText.Write(record));
            }
        });
        Console.WriteLine($"record of 12 fields with its commitments: {seconds[0] / Records * 1e6:0.0} µs");
    }
}

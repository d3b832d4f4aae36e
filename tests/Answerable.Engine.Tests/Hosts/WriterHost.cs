using Answerable.Engine.Tests.Registrars;
using Answerable.Engine.Publishing;
using Answerable.Engine.Registrars;
using Answerable.Offices;
using Answerable.Recording;

namespace Answerable.Engine.Tests.Hosts;

/// <summary>
/// Writes people into a town from eight clients at once and publishes every few milliseconds, until it is killed or cannot write any
/// more. Says <c>ACK person seq</c> only after the registrar has answered.
/// </summary>
internal static class WriterHost
{
    private const int Clients = 8;

    public static async Task<int> Run(string folder)
    {
        await using var record = new TempRecord(folder, keep: true);
        await using var registrar = await record.Open();
        using var key = LogKey.Open(record.Options.KeysFolder, TempRecord.Town, registrar.Fence.Origin);
        var publisher = record.Publisher(registrar, key, new(TimeSpan.FromMilliseconds(5), 4));
        await publisher.Start(default);
        var publishing = publisher.Run(default);
        var from = registrar.Head.Size;
        await registrar.Submit(new(Town.Stream, TempRecord.Found, TempRecord.Operator));
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Write(registrar, $"c{from}x{client}")));
        return publishing.IsFaulted ? 3 : 0;
    }

    private static async Task Write(Registrar registrar, string client)
    {
        for (var i = 0; ; i++)
        {
            var person = $"{client}n{i}";
            try
            {
                var answer = await registrar.Submit(new(Town.Stream, new SetPerson(new(person), new string('测', 200)), TempRecord.Operator, IdempotencyKey: person));
                lock (Console.Out)
                    Console.Out.WriteLine($"ACK {person} {((Answer.Recorded)answer).Seq}");
            }
            catch (RecordUnavailableException full)
            {
                Console.Out.WriteLine($"FULL {full.IsOutcomeUnknown}");
                return;
            }
        }
    }
}

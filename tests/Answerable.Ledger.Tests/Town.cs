using System.Text;

namespace Answerable.Ledger.Tests;

/// <summary>An invented town that publishes its log in a temporary folder, removed afterwards.</summary>
public sealed class Town : IDisposable
{
    private readonly string root = System.IO.Directory.CreateTempSubdirectory("ledger-test-").FullName;

    public Town() => Directory = new(Folder);

    public SigningKey Key { get; private set; } = SigningKey.FromSeed("town.example/log", Enumerable.Repeat((byte)7, 32).ToArray());
    public string Folder => Path.Combine(root, "log");
    public LogDirectory Directory { get; }
    public Shelf Rows { get; private set; } = new();
    public LogHead Head { get; private set; } = LogHead.Empty;
    public List<LeafOpening> Leaves { get; } = [];
    public Note Newest { get; private set; } = new("", []);

    public static byte[] Secret(string of) => Reference.Sha(Encoding.UTF8.GetBytes(of));

    /// <summary>Records so many grievances, publishes, and signs.</summary>
    public async Task<Town> Record(int count)
    {
        var before = Head.Size;
        var leaves = Enumerable.Range((int)before, count).Select(i => Leaf(i, Key.Name)).ToList();
        Grow([.. leaves.Select(l => l.Entry)]);
        Leaves.AddRange(leaves);
        await Publish(before);
        return this;
    }

    public void Grow(params Hash[] entries)
    {
        var appended = Head.Append(entries);
        Rows.Put(appended.Tiles);
        Head = appended.Head;
    }

    public async Task Publish(long before)
    {
        await Directory.Publish(Rows, before, Head.Size);
        Directory.WriteKey(Key.Verifier);
        Newest = new Checkpoint(Key.Name, Head.Size, Head.Root).Sign(Key);
        Directory.WriteCheckpoint(Newest);
    }

    public static LeafOpening Leaf(int index, string log)
    {
        var seed = Secret($"{log} seed {index}");
        var fields = new[] { ("body", $"第{index}盏路灯坏了"), ("title", "路灯") }
            .Select(f => new FieldOpening(f.Item1, Secret($"{f.Item1} {log} {index}"), Encoding.UTF8.GetBytes(f.Item2))).ToList();
        var record = new Record("grievance.lodged/1", new Guid(seed.AsSpan(0, 16)), index, 1,
            new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero), new(2026, 11, 23, 8, 0, 1, TimeSpan.Zero), "complainant",
            [.. fields.Select(f => new RecordField(f.Name, Commitment.Field(f.Name, f.Salt.Span, f.Value.Span)))]);
        return new(Secret($"{log} blind {index}"), RecordText.Write(record), fields);
    }

    /// <summary>A backup of so many entries is restored: the log goes on under a new origin, its first entry saying so.</summary>
    public async Task<Succession> Restore(int kept, bool keepTiles = true)
    {
        var keptRoot = await Proofs.Root(Rows, kept);
        var statement = new Succession(Succession.NextOrigin(Key.Name), Key.Verifier, kept, keptRoot, Newest);
        System.IO.Directory.Move(Folder, Folder + ".old");
        System.IO.Directory.CreateDirectory(Folder);
        System.IO.Directory.Move(Folder + ".old", Path.Combine(Folder, "predecessor"));
        if (!keepTiles)
        {
            var old = new LogDirectory(Path.Combine(Folder, "predecessor"));
            System.IO.Directory.Delete(Path.Combine(old.Place, "tile"), recursive: true);
            await old.Publish(Rows, 0, kept);
        }
        (Key, Head, Rows) = (Key.Renamed(statement.Origin), LogHead.Empty, new Shelf());
        Leaves.Clear();
        Grow(statement.Entry);
        Directory.WriteSuccession(statement);
        await Publish(0);
        return statement;
    }

    public async Task<Receipt> ReceiptOf(int index) => await Receipt.Issue(Leaves[index], Newest, Rows);

    public Task<Verdict> Verify(Receipt? receipt = null, Note? since = null) => LogVerifier.Verify(Directory, new()
    {
        Key = Key.Verifier,
        Receipt = receipt?.ToBytes(),
        Since = since?.ToBytes(),
    });

    public void Damage(string path, int at)
    {
        var file = Path.Combine(Folder, path);
        var bytes = File.ReadAllBytes(file);
        bytes[at] ^= 1;
        File.WriteAllBytes(file, bytes);
    }

    public void Dispose()
    {
        Key.Dispose();
        System.IO.Directory.Delete(root, recursive: true);
    }
}

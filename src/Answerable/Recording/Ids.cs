namespace Answerable.Recording;

/// <summary>A value that is one short string: an identifier, never shown as prose.</summary>
public interface IId<TSelf> where TSelf : struct, IId<TSelf>
{
    string Value { get; }
    static abstract TSelf Of(string value);
}

/// <summary>One town, county or other body that keeps a record of its own. Lower-case letters, digits and hyphens.</summary>
public readonly record struct JurisdictionId(string Value) : IId<JurisdictionId>
{
    public static JurisdictionId Of(string value) => new(value);
    public override string ToString() => Value;
}

/// <summary>
/// One history: <c>kind/pseudonym</c>, where the pseudonym is 32 hexadecimal digits drawn fresh for every stream (safeguards A3),
/// or all zeros for the one stream of its kind.
/// </summary>
public readonly record struct StreamId(string Value) : IId<StreamId>
{
    public static StreamId Of(string value) => new(value);
    public static StreamId Only(string kind) => new($"{kind}/{new string('0', 32)}");
    public static StreamId New(string kind, IdSource ids) => new($"{kind}/{ids.Pseudonym()}");
    public string Kind => Value[..Value.IndexOf('/')];
    public string Pseudonym => Value[(Value.IndexOf('/') + 1)..];
    public override string ToString() => Value;
}

/// <summary>Who acted, as the record keeps it: <c>staff.ID</c>, <c>complainant</c>, <c>clock</c>, <c>engine</c>.</summary>
public readonly record struct ActorId(string Value) : IId<ActorId>
{
    public static ActorId Of(string value) => new(value);
    public override string ToString() => Value;
}

/// <summary>Fresh, unguessable bytes. The registrar hands out real ones; tests hand out a known sequence.</summary>
public abstract class IdSource
{
    public abstract void Fill(Span<byte> bytes);

    /// <summary><paramref name="bytes"/> fresh bytes as lower-case hexadecimal.</summary>
    public string Hex(int bytes)
    {
        Span<byte> buffer = stackalloc byte[bytes];
        Fill(buffer);
        return Convert.ToHexStringLower(buffer);
    }

    /// <summary>16 fresh bytes as lower-case hexadecimal, to name one history.</summary>
    public string Pseudonym()
    {
        Span<byte> buffer = stackalloc byte[16];
        FillPseudonym(buffer);
        return Convert.ToHexStringLower(buffer);
    }

    /// <summary>Fills <paramref name="bytes"/>; a source may let neighbours begin alike, so that they lie together in a database.</summary>
    protected virtual void FillPseudonym(Span<byte> bytes) => Fill(bytes);

    /// <summary><paramref name="length"/> characters drawn evenly from <paramref name="alphabet"/> (2 to 256 characters).</summary>
    public string Draw(string alphabet, int length)
    {
        var limit = 256 - 256 % alphabet.Length;
        Span<char> drawn = stackalloc char[length];
        Span<byte> bytes = stackalloc byte[length];
        for (var done = 0; done < length;)
        {
            var fresh = bytes[..(length - done)];
            Fill(fresh);
            foreach (var one in fresh)
                if (one < limit)
                    drawn[done++] = alphabet[one % alphabet.Length];
        }

        return new string(drawn);
    }
}

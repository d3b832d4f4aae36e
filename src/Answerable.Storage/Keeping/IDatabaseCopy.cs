namespace Answerable.Storage.Keeping;

/// <summary>A consistent copy of one database, taken while it is in use, and put back. Keys are never part of it.</summary>
public interface IDatabaseCopy
{
    /// <summary>sqlite or postgres: a copy goes back to the kind of database it came from.</summary>
    string Kind { get; }

    /// <summary>Writes the database as of one moment into <paramref name="folder"/>, and forces it to disk.</summary>
    /// <returns>Where each record ends in the copy.</returns>
    Task<IReadOnlyList<CopiedHead>> Write(string folder, CancellationToken cancel);

    /// <summary>Makes the database what the copy holds. What was there before is set aside, never deleted.</summary>
    /// <param name="asideName">Name for what is set aside.</param>
    /// <exception cref="DatabaseNotEmptyException">The database holds a record and cannot be set aside from here.</exception>
    Task Restore(string folder, string asideName, CancellationToken cancel);
}

/// <param name="Size">Leaves the copy holds.</param>
public sealed record CopiedHead(string Jurisdiction, string Origin, int Log, long Size);

public sealed class DatabaseNotEmptyException() : Exception(
    "This database already holds a record. Create an empty one, restore into that, and keep this one until you are sure.");

using System.Collections.Immutable;

namespace Answerable.Recording;

/// <summary>A command on its way to the registrar.</summary>
/// <param name="Stream">The stream it is about.</param>
/// <param name="OccurredAt">When the matter arrived or happened, if that was before now.</param>
/// <param name="IdempotencyKey">The same key and stream kind give the same answer, however often asked; 1 to 200 characters. For a stream that
/// is only now begun, and whose caller was given no key, its own pseudonym.</param>
/// <param name="ExpectedVersion">The version the caller saw; a different one refuses with <c>changed-meanwhile</c>.</param>
/// <param name="WrappedKey">
/// The key of a stream that is only now begun, wrapped by the vault for that stream: for callers that had to encrypt files under it
/// before the registrar was asked. Not looked at where the stream has a key already.
/// </param>
public sealed record Envelope(
    StreamId Stream,
    ICommand Command,
    Actor Actor,
    Instant? OccurredAt = null,
    string? IdempotencyKey = null,
    long? ExpectedVersion = null,
    byte[]? WrappedKey = null);

/// <summary>The registrar's answer, given after the commit and never before.</summary>
public abstract record Answer
{
    private Answer() { }

    /// <param name="Version">The stream's version after the command.</param>
    /// <param name="Seq">Index of its first leaf; -1 when nothing new was recorded.</param>
    public sealed record Recorded(StreamId Stream, long Version, long Seq, ImmutableArray<IEvent> Events) : Answer
    {
        /// <summary>The same key was answered before: this is that answer, and nothing was recorded now.</summary>
        public bool Again { get; init; }

        /// <summary>Something was recorded for this command, and now.</summary>
        [System.Text.Json.Serialization.JsonIgnore]
        public bool IsNew => !Again && Seq >= 0;
    }

    public sealed record Refused(string Code) : Answer
    {
        public ImmutableSortedDictionary<string, string> Details { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
    }
}

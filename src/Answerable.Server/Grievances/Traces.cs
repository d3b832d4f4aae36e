using System.Collections.Immutable;
using Answerable.Grievances;
using Answerable.Server.Shell;
using Answerable.Storage.Reading;

namespace Answerable.Server.Grievances;

/// <summary>What was taken out of the files of a case, and which originals are kept.</summary>
internal static class Traces
{
    /// <param name="hash">Name of the cleaned copy in the store.</param>
    public static ImmutableArray<FileTrace> Of(History<Grievance> found, string hash) =>
        [.. found.Events.Select(one => one.Event).OfType<FilesCleaned>().SelectMany(one => one.Files).Where(file => file.Sha256 == hash).SelectMany(file => file.Removed).Distinct().Order()];

    public static bool IsKept(History<Grievance> found, string hash) => found.State.Originals.Any(kept => kept.Of == hash);

    /// <summary>As words: place, device.</summary>
    public static string Said(History<Grievance> found, string hash, Words w) =>
        string.Join(w.IsChinese ? "、" : ", ", Of(found, hash).Select(trace => w[$"trace.{Answerable.Storage.Rows.CaseEntry.Code(trace)}"]));
}

namespace Answerable.Engine.Registrars;

/// <summary>The streams most recently used. What falls out is folded again when it is next needed.</summary>
internal sealed class StreamCache(int capacity)
{
    private readonly Dictionary<StreamId, LinkedListNode<LoadedStream>> byId = [];
    private readonly LinkedList<LoadedStream> byUse = [];

    public LoadedStream? Find(StreamId id)
    {
        if (!byId.TryGetValue(id, out var node))
            return null;
        byUse.Remove(node);
        byUse.AddFirst(node);
        return node.Value;
    }

    public void Put(LoadedStream stream)
    {
        if (byId.Remove(stream.Id, out var old))
            byUse.Remove(old);
        byId[stream.Id] = byUse.AddFirst(stream);
        if (byId.Count <= capacity)
            return;
        byId.Remove(byUse.Last!.Value.Id);
        byUse.RemoveLast();
    }

    public void Clear()
    {
        byId.Clear();
        byUse.Clear();
    }
}

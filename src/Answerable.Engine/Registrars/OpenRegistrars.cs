using System.Collections.Concurrent;

namespace Answerable.Engine.Registrars;

/// <summary>
/// The registrars that live on this node. Whoever is on the same node speaks to them without a message through the cluster; should one
/// have been fenced off meanwhile, it says so, and the cluster is asked where the record is now.
/// </summary>
public sealed class OpenRegistrars
{
    private readonly ConcurrentDictionary<JurisdictionId, Registrar> open = new();

    public Registrar? Find(JurisdictionId jurisdiction) => open.TryGetValue(jurisdiction, out var registrar) && !registrar.Finished.IsCompleted ? registrar : null;

    public void Add(Registrar registrar) => open[registrar.Jurisdiction] = registrar;

    public void Remove(Registrar registrar) => open.TryRemove(new(registrar.Jurisdiction, registrar));
}

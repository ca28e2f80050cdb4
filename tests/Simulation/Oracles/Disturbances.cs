namespace Vpp.Lifecycle.Tests.Simulation.Oracles;

/// <summary>Until when something was in the way: of everything, or of one participation.</summary>
internal sealed class Disturbances
{
    private readonly Dictionary<string, long> _ofOne = new(StringComparer.Ordinal);

    public long LastOfAll { get; private set; }

    public void All(long until) => LastOfAll = Math.Max(LastOfAll, until);

    public void One(string id, long until) => _ofOne[id] = Math.Max(_ofOne.GetValueOrDefault(id), until);

    public long LastFor(string id) => Math.Max(LastOfAll, _ofOne.GetValueOrDefault(id));
}

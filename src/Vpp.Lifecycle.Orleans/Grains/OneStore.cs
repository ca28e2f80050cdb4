using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Orleans.Grains;

/// <summary>All participations in one database.</summary>
internal sealed class OneStore(ParticipationStore store) : IParticipationStores
{
    public ParticipationStore Of(string id) => store;
}

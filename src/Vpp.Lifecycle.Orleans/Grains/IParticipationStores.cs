using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Orleans.Grains;

/// <summary>The stores that this silo writes to. A grain asks for the store of its identifier, and knows nothing else of where participations lie.</summary>
internal interface IParticipationStores
{
    /// <summary>The store that has a participation, or would have it.</summary>
    ParticipationStore Of(string id);
}

using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Storage;
using Vpp.Lifecycle.Tests.Simulation.Host;

namespace Vpp.Lifecycle.Tests.Simulation.Variants;

/// <summary>Silos: each instance's changes go through activations of its own, as in a cluster that is split all the time.</summary>
internal class Activations : Variant
{
    public override IParticipationStore Store(ParticipationStore store) => new ActivatedStore(store);
}

using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Deadlines;
using Vpp.Lifecycle.Hosting.Postgres;
using Vpp.Lifecycle.Hosting.Storage;
using Vpp.Lifecycle.Tests.Simulation.Host;
using Vpp.Lifecycle.Tests.Simulation.Model;

namespace Vpp.Lifecycle.Tests.Simulation.Variants;

/// <summary>The code under test, or with something put in the way of it that undoes a mend.</summary>
internal class Variant
{
    /// <summary>The code as it is.</summary>
    public static Variant AsItIs { get; } = new();

    public virtual IParticipationTable Table(ModelConnections connections, PostgresWriter writer, ILoneWrites lone) => new ModelParticipationTable(connections, writer, lone);

    public virtual IDueIndex DueIndex(ModelConnections connections, PostgresWriter writer, long ownFingerprint) => new ModelDueIndex(connections, writer);

    public virtual IFeedTable FeedTable(ModelConnections connections, PostgresWriter writer) => new ModelFeedTable(connections, writer);

    public virtual ILoneWrites Limit(LoneWrites lone) => lone;

    /// <summary>The clock that requests are judged at.</summary>
    public virtual TimeProvider PlanningClock(TimeProvider clock, EventClock ofEvent) => clock;

    /// <summary>What requests go to.</summary>
    public virtual IParticipationStore Store(ParticipationStore store) => store;

    public override string ToString() => GetType().Name;
}

using Vpp.Lifecycle.Hosting.Deadlines;
using Vpp.Lifecycle.Hosting.Postgres;
using Vpp.Lifecycle.Tests.Simulation.Model;

namespace Vpp.Lifecycle.Tests.Simulation.Variants;

/// <summary>The settings of the instance that was started last stay in force although it is gone: the others stand by for ever.</summary>
internal sealed class NobodyTakesOver : Variant
{
    public override IDueIndex DueIndex(ModelConnections connections, PostgresWriter writer, long ownFingerprint) => new Index(connections, writer);

    private sealed class Index(ModelConnections connections, PostgresWriter writer) : ModelDueIndex(connections, writer)
    {
        public override async Task<SettingsInForce?> InForceAsync(CancellationToken cancellation) =>
            await base.InForceAsync(cancellation) is { } inForce ? inForce with { ConfirmedAt = long.MaxValue } : null;
    }
}

using Vpp.Lifecycle.Hosting.Deadlines;
using Vpp.Lifecycle.Hosting.Postgres;
using Vpp.Lifecycle.Hosting.Storage;
using Vpp.Lifecycle.Tests.Simulation.Model;

namespace Vpp.Lifecycle.Tests.Simulation.Variants;

/// <summary>A due time is written with its row and never again: after a change of settings it is what the old ones made of it.</summary>
internal sealed class StaleDueTimes : Variant
{
    public override IDueIndex DueIndex(ModelConnections connections, PostgresWriter writer, long ownFingerprint) => new Index(connections, writer, ownFingerprint);

    private sealed class Index(ModelConnections connections, PostgresWriter writer, long ownFingerprint) : ModelDueIndex(connections, writer)
    {
        private readonly ModelConnections _connections = connections;

        public override Task<SettingsInForce?> InForceAsync(CancellationToken cancellation) => Task.FromResult<SettingsInForce?>(new SettingsInForce(ownFingerprint, long.MaxValue));

        public override Task<IReadOnlyList<ParticipationRow>> StaleAsync(long fingerprint, int limit, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<ParticipationRow>>([]);

        public override Task<IReadOnlyList<ParticipationRow>> DueAsync(long fingerprint, long now, (long DueAt, string Id)? after, int limit, CancellationToken cancellation) =>
            _connections.QueryAsync(state => Due(state, static _ => true, now, after, limit));
    }
}

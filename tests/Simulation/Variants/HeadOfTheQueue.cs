using Vpp.Lifecycle.Hosting.Deadlines;
using Vpp.Lifecycle.Hosting.Postgres;
using Vpp.Lifecycle.Hosting.Storage;
using Vpp.Lifecycle.Tests.Simulation.Model;

namespace Vpp.Lifecycle.Tests.Simulation.Variants;

/// <summary>The worker takes the rows that are due the longest, a page of them, and a row that yields nothing stays where it is: one for ever at the head of the queue.</summary>
internal sealed class HeadOfTheQueue : Variant
{
    public override IDueIndex DueIndex(ModelConnections connections, PostgresWriter writer, long ownFingerprint) => new Index(connections, writer, ownFingerprint);

    private sealed class Index(ModelConnections connections, PostgresWriter writer, long ownFingerprint) : ModelDueIndex(connections, writer)
    {
        // Of the few participations here a page of one is what one of 500 is of many.
        private const int Page = 1;

        private readonly ModelConnections _connections = connections;

        public override Task<SettingsInForce?> InForceAsync(CancellationToken cancellation) => Task.FromResult<SettingsInForce?>(new SettingsInForce(ownFingerprint, long.MaxValue));

        public override Task<IReadOnlyList<ParticipationRow>> StaleAsync(long fingerprint, int limit, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<ParticipationRow>>([]);

        public override Task<IReadOnlyList<ParticipationRow>> DueAsync(long fingerprint, long now, (long DueAt, string Id)? after, int limit, CancellationToken cancellation) =>
            _connections.QueryAsync(state => Due(state, static _ => true, now, after: null, Page));

        public override Task SetDueAsync(ParticipationRow row, long? dueAt, long fingerprint, CancellationToken cancellation) => Task.CompletedTask;
    }
}

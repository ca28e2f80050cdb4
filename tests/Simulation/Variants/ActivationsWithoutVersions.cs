using Vpp.Lifecycle.Hosting.Postgres;
using Vpp.Lifecycle.Hosting.Storage;
using Vpp.Lifecycle.Tests.Simulation.Model;

namespace Vpp.Lifecycle.Tests.Simulation.Variants;

/// <summary>A write does not ask which version it is made over: the last one has its way.</summary>
internal sealed class ActivationsWithoutVersions : Activations
{
    public override IParticipationTable Table(ModelConnections connections, PostgresWriter writer, ILoneWrites lone) => new UncheckedTable(connections, writer, lone);

    private sealed class UncheckedTable(ModelConnections connections, PostgresWriter writer, ILoneWrites lone) : ModelParticipationTable(connections, writer, lone)
    {
        public override async Task<WriteOutcome> WriteAsync(RowChange change, CancellationToken cancellation)
        {
            if (change.Before is null || await FindAsync(change.After.Id, cancellation) is not { } row)
                return await base.WriteAsync(change, cancellation);
            return await base.WriteAsync(
                change with
                {
                    Before = row.Version,
                    After = change.After with { EventCount = row.EventCount + change.Events.Count },
                    Events = [.. change.Events.Select((appended, index) => appended with { Sequence = row.EventCount + 1 + index })],
                },
                cancellation);
        }
    }
}

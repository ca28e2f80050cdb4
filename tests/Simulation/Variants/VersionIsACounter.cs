using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Postgres;
using Vpp.Lifecycle.Hosting.Storage;
using Vpp.Lifecycle.Tests.Simulation.Model;

namespace Vpp.Lifecycle.Tests.Simulation.Variants;

/// <summary>A version's token is its number: two histories of a database have writes of the same version.</summary>
internal sealed class VersionIsACounter : Variant
{
    public override IParticipationTable Table(ModelConnections connections, PostgresWriter writer, ILoneWrites lone) => new CountingTable(connections, writer, lone);

    private sealed class CountingTable(ModelConnections connections, PostgresWriter writer, ILoneWrites lone) : ModelParticipationTable(connections, writer, lone)
    {
        public override Task<WriteOutcome> WriteAsync(RowChange change, CancellationToken cancellation) => base.WriteAsync(
            change with
            {
                Before = change.Before is { } before ? Counted(before) : null,
                After = change.After with { Version = Counted(change.After.Version) },
                Events = [.. change.Events.Select(appended => appended with { Version = Counted(appended.Version) })],
            },
            cancellation);

        // Shifted, so that the tokens of a history's entries, made of it and the event's number, differ.
        private static ParticipationVersion Counted(ParticipationVersion version) => version with { Token = version.Number << 32 };
    }
}

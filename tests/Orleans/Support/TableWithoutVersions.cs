using Vpp.Lifecycle.Hosting.Storage;
using Vpp.Lifecycle.Tests.Hosting.Support;

namespace Vpp.Lifecycle.Tests.Orleans.Support;

/// <summary>A table with a fault: a write is made over whatever is there, and its events go after those that are there. In all else the table that it is given.</summary>
internal sealed class TableWithoutVersions(IParticipationTable table) : ForwardingTable(table)
{
    public override async Task<WriteOutcome> WriteAsync(RowChange change, CancellationToken cancellation)
    {
        while (true)
        {
            if (change.Before is null || await Inner.FindAsync(change.After.Id, cancellation) is not { } row)
                return await Inner.WriteAsync(change, cancellation);
            WriteOutcome outcome = await Inner.WriteAsync(
                change with
                {
                    Before = row.Version,
                    After = change.After with { EventCount = row.EventCount + change.Events.Count },
                    Events = [.. change.Events.Select((appended, index) => appended with { Sequence = row.EventCount + 1 + index })],
                },
                cancellation);
            if (outcome == WriteOutcome.Written)
                return outcome;
        }
    }
}

using Vpp.Lifecycle.Hosting.Feed;
using Vpp.Lifecycle.Hosting.Postgres;
using Vpp.Lifecycle.Hosting.Storage;
using Vpp.Lifecycle.Tests.Simulation.Model;

namespace Vpp.Lifecycle.Tests.Simulation.Variants;

/// <summary>A position of the feed says a number and not which entry has it: a reader whose entry was lost goes on behind the one that took its place.</summary>
internal sealed class PositionIsANumber : Variant
{
    public override IFeedTable FeedTable(ModelConnections connections, PostgresWriter writer) => new NumberedTable(connections, writer);

    private sealed class NumberedTable(ModelConnections connections, PostgresWriter writer) : ModelFeedTable(connections, writer)
    {
        protected override FeedMark Named(DatabaseState state, FeedMark after) => PlaceAt(state, after.Number) is { Number: > 0 } there ? there : after;
    }
}

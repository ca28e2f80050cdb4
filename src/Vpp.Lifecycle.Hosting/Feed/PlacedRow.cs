using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Hosting.Feed;

/// <summary>A row with the position of whoever has read all up to it.</summary>
internal sealed record PlacedRow(FeedRow Row, FeedPosition Position)
{
    /// <summary>The number of the database that it is of.</summary>
    public int Database { get; init; }

    public FeedReference ToReference() => new(Position, Row.ParticipationId, Row.Kind, Row.Scope, new DateTimeOffset(Row.RecordedAt, TimeSpan.Zero)) { Database = Database };
}

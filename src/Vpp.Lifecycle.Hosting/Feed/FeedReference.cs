namespace Vpp.Lifecycle.Hosting;

/// <summary>What an entry of the feed refers to: enough to tell whether it is wanted, without its history being read. Immutable; safe to share between threads.</summary>
/// <param name="Position">Its position.</param>
/// <param name="ParticipationId">The participation.</param>
/// <param name="Kind">What it tells.</param>
/// <param name="Scope">Whose participation it is.</param>
/// <param name="RecordedAt">When it was written, in UTC.</param>
public sealed record FeedReference(FeedPosition Position, string ParticipationId, FeedEntryKind Kind, ParticipationScope Scope, DateTimeOffset RecordedAt)
{
    /// <summary>The number of the database that the entry is of.</summary>
    internal int Database { get; init; }

    /// <summary>
    /// Whether the entry comes after a position. Where the feed reads several databases, two positions may each have what the other has not, so that neither order of them tells what a reader has had.
    /// </summary>
    /// <param name="position">The position, such as one that <see cref="IParticipationFeed.EndAsync"/> gave.</param>
    public bool IsAfter(FeedPosition position) => Position[Database].Number > position[Database].Number;
}

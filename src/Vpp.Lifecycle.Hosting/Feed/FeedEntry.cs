namespace Vpp.Lifecycle.Hosting;

/// <summary>Something that changed, as the feed tells it. Immutable; safe to share between threads.</summary>
/// <param name="Position">Its position; entries have ascending ones, not necessarily consecutive.</param>
/// <param name="EventId">The event's identifier, the same whenever it is read, and no other event's, also where one was lost and another took its place: "evt_" and 24 hexadecimal digits.</param>
/// <param name="Kind">What it tells.</param>
/// <param name="Sequence">The event's number in the participation's history.</param>
/// <param name="RecordedAt">When it was written, in UTC.</param>
/// <param name="Event">The event.</param>
/// <param name="Transition">What the trigger did; null for a creation or an amendment.</param>
/// <param name="Stored">The participation as of the write that the event came with, all events of that write included; without what the host kept beside it.</param>
public sealed record FeedEntry(
    FeedPosition Position,
    string EventId,
    FeedEntryKind Kind,
    long Sequence,
    DateTimeOffset RecordedAt,
    ParticipationEvent Event,
    Transition? Transition,
    StoredParticipation Stored);

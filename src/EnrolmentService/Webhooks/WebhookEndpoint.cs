using EnrolmentService.Stored;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Webhooks;

/// <summary>Where an account's events are sent. Immutable.</summary>
internal sealed record WebhookEndpoint
{
    /// <summary>What it is called in an <see cref="UnreadableDataException"/>.</summary>
    public const string Kind = "webhook endpoint";

    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(1);

    public required string Id { get; init; }

    public required ParticipationScope Scope { get; init; }

    public required string Url { get; init; }

    public string? Description { get; init; }

    /// <summary>The types of events that it gets; null for all.</summary>
    public IReadOnlyList<string>? Types { get; init; }

    /// <summary>The secrets as they are stored.</summary>
    public required string Secrets { get; init; }

    /// <summary>It gets what comes after.</summary>
    public required FeedPosition From { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? DisabledAt { get; init; }

    public DisabledReason? DisabledReason { get; init; }

    /// <summary>When the first try failed since the last that did not; null where the last did not.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>The digest of the request that made it; null where that had no Idempotency-Key.</summary>
    public string? CreationDigest { get; init; }

    // An event that was written at about that time may be dated by another machine's clock.
    public bool Wants(FeedReference reference) =>
        reference.IsAfter(From) && reference.RecordedAt > CreatedAt - ClockDifference && reference.Scope == Scope && (Types is null || Types.Contains(Events.EventTypes.NameOf(reference.Kind), StringComparer.Ordinal));
}

/// <summary>Why nothing is sent to an endpoint. The numbers are stored.</summary>
internal enum DisabledReason
{
    /// <summary>Its account asked for it.</summary>
    Requested = 0,

    /// <summary>It answered 410.</summary>
    Gone = 1,

    /// <summary>It failed for three days.</summary>
    Failing = 2,
}

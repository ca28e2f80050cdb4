namespace Vpp.Lifecycle.Hosting.Storage;

/// <summary>What is remembered with an idempotency key: references to make the first result again of, never the answer itself.</summary>
internal sealed record KeyRow
{
    public required string Scope { get; init; }

    public required string Key { get; init; }

    public required string RequestDigest { get; init; }

    public required KeyKind Kind { get; init; }

    /// <summary>UTC ticks: when the request was done; of a claim when it was last renewed.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>An older row than this is expired and may be taken over; not stored.</summary>
    public required long ExpiredBefore { get; init; }

    public string? ParticipationId { get; init; }

    /// <summary>The participation that the request is about, where that is known, also where nothing of it is referred to; not stored.</summary>
    public string? About { get; init; }

    /// <summary>The number of the participation's latest event after the request.</summary>
    public long? Sequence { get; init; }

    /// <summary>Of those, how many the request itself wrote.</summary>
    public int? EventCount { get; init; }

    public ParticipationVersion? Version { get; init; }

    public Outcome? Outcome { get; init; }

    /// <summary>The configuration that rejected.</summary>
    public int? Configuration { get; init; }

    /// <summary>The trigger that was rejected, and which of several it was.</summary>
    public int? Trigger { get; init; }

    public int? TriggerIndex { get; init; }

    /// <summary>A host's word for its rejection.</summary>
    public string? Code { get; init; }

    /// <summary>A host's data for its rejection, or a bulk request's progress.</summary>
    public string? Data { get; init; }

    public string? HostData { get; init; }

    public string? Memo { get; init; }
}

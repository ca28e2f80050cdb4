namespace Vpp.Lifecycle.Hosting;

/// <summary>One trigger for all participations of a programme within a scope. Immutable; compares by value.</summary>
/// <param name="ProgrammeId">The programme.</param>
/// <param name="Within">Whose participations.</param>
/// <param name="Trigger">What happened to all of them.</param>
/// <param name="OccurredAt">When it happened.</param>
public sealed record BulkRequest(string ProgrammeId, ParticipationScope Within, Trigger Trigger, DateTimeOffset OccurredAt)
{
    /// <summary>Who or what makes it happen; recorded with each event.</summary>
    public string? Actor { get; init; }

    /// <summary>A remark; recorded with each event.</summary>
    public string? Note { get; init; }

    /// <summary>The host's word for why (R31); recorded with each event, never read by the lifecycle.</summary>
    public string? ReasonCode { get; init; }

    /// <summary>
    /// The key that makes the request one that can be resumed: repeated after a fault, it goes on behind the last batch that was written, and its counts are those of the
    /// whole; repeated after all were evaluated, it does those that were contended or set aside alone, and where there are none it changes nothing. Null: repeated, it evaluates everything again, which changes nothing twice.
    /// </summary>
    public IdempotencyKey? Key { get; init; }

    /// <summary>Which of them, where several workers divide the request among themselves.</summary>
    internal Storage.Share Share { get; init; }
}

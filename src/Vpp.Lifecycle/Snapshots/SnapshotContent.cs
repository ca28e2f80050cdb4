namespace Vpp.Lifecycle;

/// <summary>What a snapshot says, before it is checked.</summary>
internal sealed class SnapshotContent
{
    internal int Version { get; set; }

    /// <summary>The visits before <see cref="Visits"/>; null where there are none.</summary>
    internal EarlierVisits? Earlier { get; set; }

    /// <summary>The states visited, the current one as the last.</summary>
    internal List<SnapshotVisit> Visits { get; } = [];

    internal MeterAccess MeterAccess { get; set; }

    internal ParticipationState CurrentState { get; set; }

    internal SuspensionReasonSet SuspensionReasons { get; set; }

    internal bool RewardsSettled { get; set; }

    internal bool NoticePeriodElapsed { get; set; }

    internal long TelemetrySeenAt { get; set; } = UtcTime.None;

    internal long ConsentedAt { get; set; } = UtcTime.None;

    internal long TimeUpdated { get; set; }

    internal long TimeCreated { get; set; }

    internal DwellTimes? DwellTimes { get; set; }

    internal string? Specification { get; set; }
}

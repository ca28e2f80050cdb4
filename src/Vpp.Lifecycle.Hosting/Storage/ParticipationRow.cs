namespace Vpp.Lifecycle.Hosting.Storage;

/// <summary>A participation as the database has it: the snapshot, and beside it what is searched by.</summary>
internal sealed record ParticipationRow
{
    public required string Id { get; init; }

    public required ParticipationVersion Version { get; init; }

    public required long EventCount { get; init; }

    public required int Configuration { get; init; }

    public required bool IsOpen { get; init; }

    /// <summary>Of which timers and specification the due time was made.</summary>
    public required long DueFingerprint { get; init; }

    /// <summary>UTC ticks; null when nothing falls due.</summary>
    public required long? NextDueAt { get; init; }

    public required string? AccountId { get; init; }

    public required bool LiveMode { get; init; }

    public required string DeviceId { get; init; }

    public required string? ProgrammeId { get; init; }

    /// <summary>UTC ticks.</summary>
    public required long TimeCreated { get; init; }

    public required string Snapshot { get; init; }

    public required string? HostData { get; init; }

    /// <summary>UTC ticks of the latest write that changed something, by the clock of the host that wrote; never moves backwards.</summary>
    public required long ChangedAt { get; init; }
}

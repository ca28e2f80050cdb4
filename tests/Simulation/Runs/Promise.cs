namespace Vpp.Lifecycle.Tests.Simulation.Runs;

/// <summary>What is held against every moment of a run.</summary>
internal enum Promise
{
    /// <summary>A snapshot, its columns and its visits are what replaying the history gives.</summary>
    SnapshotIsHistory,

    /// <summary>After a write nothing is overdue at the clock of who wrote it.</summary>
    NothingOverdueAfterAWrite,

    /// <summary>What is due is fired within two polls.</summary>
    DueIsFired,

    /// <summary>A request with a key is done once, and answered alike.</summary>
    KeyIsDoneOnce,

    /// <summary>What was acknowledged is there, unless the database has lost it.</summary>
    AcknowledgedIsStored,

    /// <summary>What is read was stored at a moment while it was asked for.</summary>
    ReadIsCurrent,

    /// <summary>The feed has each change once, and nothing behind a position that was read.</summary>
    FeedIsComplete,

    /// <summary>Who waits for a participation keeps nobody else waiting.</summary>
    OthersGoOn,

    /// <summary>Nothing fails that no fault explains.</summary>
    NoFaultWithoutCause,
}

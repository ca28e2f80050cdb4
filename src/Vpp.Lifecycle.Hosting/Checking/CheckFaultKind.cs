namespace Vpp.Lifecycle.Hosting;

/// <summary>What can be wrong with a stored participation.</summary>
public enum CheckFaultKind
{
    /// <summary>The snapshot cannot be read.</summary>
    UnreadableSnapshot,

    /// <summary>An event cannot be read, or cannot have happened after those before it.</summary>
    UnreadableHistory,

    /// <summary>Events are missing, or there are more than the row counts.</summary>
    HistoryGap,

    /// <summary>The snapshot is not what the history makes.</summary>
    SnapshotDiffers,

    /// <summary>The latest event is of another write than the row, or versions do not ascend.</summary>
    VersionDiffers,

    /// <summary>The due time is not what the timers say.</summary>
    DueTimeDiffers,

    /// <summary>A column that is searched by is not what the snapshot says.</summary>
    ColumnDiffers,

    /// <summary>A visit that was moved out of the row is not the one that the history makes, is missing, or is one too many.</summary>
    VisitDiffers,

    /// <summary>A checkpoint cannot be read, or is not what the history makes up to its event.</summary>
    CheckpointDiffers,
}

namespace Vpp.Lifecycle.Hosting.Storage;

/// <summary>What became of a <see cref="RowChange"/>: written as a whole, or nothing of it.</summary>
internal enum WriteOutcome
{
    Written,

    /// <summary>The row has another version, or is not there.</summary>
    Outdated,

    /// <summary>Another request was written first with the same idempotency key.</summary>
    KeyTaken,

    /// <summary>The device has an open participation in the programme.</summary>
    OpenElsewhere,

    /// <summary>There is a row with the identifier.</summary>
    IdentifierTaken,

    /// <summary>The history has an event already where this one belongs: row and history contradict each other.</summary>
    HistoryDiffers,

    /// <summary>Somebody else held the row for too long.</summary>
    Contended,
}

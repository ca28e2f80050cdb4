using System.Data.Common;

namespace Vpp.Lifecycle.Hosting.Storage;

/// <summary>What one write does, all of it or nothing: a row, new or over the version that it was made from, its events, and what goes with them.</summary>
internal sealed record RowChange
{
    /// <summary>The version that the row must have; null when it must not be there yet.</summary>
    public required ParticipationVersion? Before { get; init; }

    public required ParticipationRow After { get; init; }

    /// <summary>Whether the account, the programme or the host's data differ from before.</summary>
    public bool ChangesDetails { get; init; }

    /// <summary>Whether the programme differs from before.</summary>
    public bool ChangesProgramme { get; init; }

    public required IReadOnlyList<EventRow> Events { get; init; }

    /// <summary>The visits that leave the row.</summary>
    public IReadOnlyList<PastVisit> MovedVisits { get; init; } = [];

    public CheckpointRow? Checkpoint { get; init; }

    public KeyRow? Key { get; init; }

    public IReadOnlyList<SqlStatement> Also { get; init; } = [];

    public Func<DbConnection, DbTransaction, CancellationToken, Task>? InTransaction { get; init; }
}

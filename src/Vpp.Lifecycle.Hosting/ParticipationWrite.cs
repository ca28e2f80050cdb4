using System.Data.Common;

namespace Vpp.Lifecycle.Hosting;

/// <summary>
/// What goes with a write: who makes it, under which conditions, and what is written in the same transaction. Everything is optional. Immutable; compares by
/// value; safe to share between threads.
/// </summary>
public sealed record ParticipationWrite
{
    /// <summary>A write without conditions.</summary>
    internal static ParticipationWrite Default { get; } = new();

    /// <summary>Who or what makes it happen; recorded with each event.</summary>
    public string? Actor { get; init; }

    /// <summary>A remark; recorded with each event.</summary>
    public string? Note { get; init; }

    /// <summary>The host's word for why (R31); recorded with each event, never read by the lifecycle.</summary>
    public string? ReasonCode { get; init; }

    /// <summary>The versions that the stored participation may have, as an If-Match header lists them; null for any. None of them: <see cref="VersionConflict"/>.</summary>
    public IReadOnlyCollection<ParticipationVersion>? IfVersion { get; init; }

    /// <summary>Whose participation it must be; null for anyone's. Another's is <see cref="ParticipationNotFound"/>.</summary>
    public ParticipationScope? Within { get; init; }

    /// <summary>
    /// The key that makes a repeat of the request harmless: what the first came to is remembered in its transaction and given again as
    /// <see cref="RepeatedRequest"/>. Null: nothing is remembered.
    /// </summary>
    public IdempotencyKey? Key { get; init; }

    /// <summary>
    /// What the host is given back with a repeat beside the result, at most <see cref="ParticipationLimits.Memo"/> characters. <see cref="Decision.Memo"/> goes before it.
    /// </summary>
    public string? Memo { get; init; }

    /// <summary>
    /// Statements on the host's own tables, executed after the participation's in the same transaction: all or none. They share their commit with other
    /// requests, so they should be short, and any fault undoes the write and is thrown.
    /// </summary>
    public IReadOnlyList<SqlStatement> Also { get; init; } = [];

    /// <summary>
    /// Work on the host's own tables in the write's transaction, after the participation's statements, for what <see cref="Also"/> cannot say. Such a write commits alone.
    /// Leave the commit to the store. On SQLite it runs on the one thread that writes: keep it short, and wait for nothing else in it.
    /// </summary>
    public Func<DbConnection, DbTransaction, CancellationToken, Task>? InTransaction { get; init; }
}

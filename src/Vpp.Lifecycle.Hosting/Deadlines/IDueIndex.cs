using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Hosting.Deadlines;

/// <summary>When rows fall due, and under which settings that was derived. Each operation is one transaction.</summary>
internal interface IDueIndex
{
    /// <summary>The settings in force: those of the instance that was started last, while one lives that has them; null before the first.</summary>
    Task<SettingsInForce?> InForceAsync(CancellationToken cancellation);

    /// <summary>Puts settings in force, whichever were before.</summary>
    Task PutInForceAsync(long fingerprint, long now, CancellationToken cancellation);

    /// <summary>Puts settings in force, or confirms them, in place of what was read; false, and nothing written, where it is not that any more.</summary>
    Task<bool> TryReplaceInForceAsync(SettingsInForce read, long fingerprint, long now, CancellationToken cancellation);

    /// <summary>Some rows whose due time was derived under other settings.</summary>
    Task<IReadOnlyList<ParticipationRow>> StaleAsync(long fingerprint, int limit, CancellationToken cancellation);

    /// <summary>The rows that are due by a time, in order of due time and identifier, after a place in that order.</summary>
    Task<IReadOnlyList<ParticipationRow>> DueAsync(long fingerprint, long now, (long DueAt, string Id)? after, int limit, CancellationToken cancellation);

    /// <summary>Writes a due time over the version that it was derived from; the version stays. Nothing happens where it is another by now.</summary>
    Task SetDueAsync(ParticipationRow row, long? dueAt, long fingerprint, CancellationToken cancellation);
}

using System.Data.Common;
using System.Diagnostics;
using Dapper;
using EnrolmentService.Security;
using EnrolmentService.Telemetry;

namespace EnrolmentService.Storage;

/// <summary>
/// Participations and their histories. A write appends the events, replaces the snapshot and keeps the idempotent answer in one
/// transaction, and only over the version that it was made from.
/// </summary>
internal sealed class ParticipationStore(
    Database database, RecentParticipations recent, IdempotencyStore idempotency, ParticipationStatements statements, ServiceMetrics metrics)
{
    private const int MostAttempts = 20;

    /// <summary>The caller's participation; null when there is none, or it is another account's or the other mode's.</summary>
    /// <param name="caller">Null for anyone's, for the service's own work.</param>
    /// <param name="id">The participation's identifier.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<StoredParticipation?> FindAsync(Caller? caller, string id, CancellationToken cancellation)
    {
        if (!CanBeIdentifier(id))
            return null;
        if (recent.Find(id) is { } known && await database.ScalarAsync(new Statement("SELECT version FROM participation WHERE id = $1", id), cancellation) is long version && version == known.Version)
            return known.BelongsTo(caller) ? known : null;
        await using Lease lease = await database.OpenAsync(cancellation);
        ParticipationRow? row = await lease.Connection.QuerySingleOrDefaultAsync<ParticipationRow>(
            new CommandDefinition($"SELECT {ParticipationRow.Columns} FROM participation WHERE id = @id", new { id }, cancellationToken: cancellation));
        return row is not null && recent.Keep(row.ToStored()) is var stored && stored.BelongsTo(caller) ? stored : null;
    }

    /// <summary>Stores a new participation.</summary>
    /// <returns>False, and nothing is stored, when the device has an open one in the programme.</returns>
    /// <exception cref="KeyTakenException">A request with the same key was written first.</exception>
    public async Task<bool> TryCreateAsync(ParticipationChange change, IdempotentAnswer? keep, CancellationToken cancellation)
    {
        try
        {
            await database.ExecuteAsync(statements.Create(change, keep), cancellation);
            recent.Keep(change.Stored);
            return true;
        }
        catch (DbException exception) when (database.IsUniqueViolation(exception))
        {
            await ThrowIfTakenAsync(keep, cancellation);
            return false;
        }
    }

    /// <summary>
    /// Changes a participation: asks what to make of it, and writes that; begins anew when another writer was faster. What is remembered here is tried
    /// first and unread: a write is made over its version or not at all. Everything but a write is decided by what is read now.
    /// </summary>
    /// <param name="caller">Whose participation it must be; null for anyone's.</param>
    /// <param name="id">The participation's identifier.</param>
    /// <param name="decide">What to write, what to return, and the answer to keep; no change when there is nothing to write. Called again after a conflict.</param>
    /// <param name="contended">What to return when others were faster again and again.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="Http.RefusedException">There is no such participation, or <paramref name="decide"/> refuses.</exception>
    public async Task<T> ChangeAsync<T>(
        Caller? caller, string id, Func<StoredParticipation, (ParticipationChange? Change, T Result, IdempotentAnswer? Keep)> decide, T contended, CancellationToken cancellation)
    {
        using Activity? activity = ServiceMetrics.Change(id);
        if (recent.Find(id) is { } remembered && remembered.BelongsTo(caller))
        {
            (bool done, T? result) = await TryChangeAsync(remembered, decide, cancellation);
            if (done)
                return result!;
        }

        for (int attempt = 1; attempt <= MostAttempts; attempt++)
        {
            StoredParticipation stored = await FindAsync(caller, id, cancellation) ?? throw new Http.RefusedException(Http.Problems.NotFound);
            (ParticipationChange? change, T result, IdempotentAnswer? keep) = decide(stored);
            if (change is null)
            {
                if (keep is not null)
                    await idempotency.KeepAsync(keep, cancellation);
                return result;
            }

            if (await TrySaveAsync(change, keep, cancellation))
                return result;
            metrics.Conflict();
            // A little chance, so that writers that met once do not meet again and again.
            await Task.Delay(Random.Shared.Next(1, 4 * attempt), cancellation);
        }

        return contended;
    }

    /// <summary>Changes what is remembered; not done when that is outdated, or when there is nothing to write.</summary>
    private async Task<(bool Done, T? Result)> TryChangeAsync<T>(
        StoredParticipation remembered, Func<StoredParticipation, (ParticipationChange? Change, T Result, IdempotentAnswer? Keep)> decide, CancellationToken cancellation)
    {
        try
        {
            (ParticipationChange? change, T result, IdempotentAnswer? keep) = decide(remembered);
            if (change is null)
                return (false, default);
            if (await TrySaveAsync(change, keep, cancellation))
                return (true, result);
            metrics.Conflict();
            return (false, default);
        }
        catch (Http.RefusedException)
        {
            return (false, default);
        }
    }

    /// <summary>Writes a change over the version it was made from; false, and nothing is written, when that is no longer the current one.</summary>
    /// <exception cref="KeyTakenException">A request with the same key was written first.</exception>
    public async Task<bool> TrySaveAsync(ParticipationChange change, IdempotentAnswer? keep, CancellationToken cancellation)
    {
        try
        {
            await database.ExecuteAsync(statements.Replace(change, keep), cancellation);
            recent.Keep(change.Stored);
            return true;
        }
        catch (DbException exception) when (database.IsNotNullViolation(exception) || database.IsUniqueViolation(exception))
        {
            await ThrowIfTakenAsync(keep, cancellation);
            if (database.IsNotNullViolation(exception))
                return false;
            throw;
        }
    }

    /// <summary>Whether a text can be an identifier at all: what cannot is not asked of the database.</summary>
    public static bool CanBeIdentifier(string id) => id.Length is > 0 and <= Http.RequestJson.LongestIdentifier && !id.Any(char.IsControl);

    private async Task ThrowIfTakenAsync(IdempotentAnswer? keep, CancellationToken cancellation)
    {
        if (keep is null)
            return;
        await using Lease lease = await database.OpenAsync(cancellation);
        long taken = await lease.Connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "SELECT COUNT(*) FROM idempotent_request WHERE account_id = @AccountId AND live_mode = @mode AND key = @Key",
            new { keep.Key.AccountId, mode = keep.Key.LiveMode ? 1 : 0, keep.Key.Key }, cancellationToken: cancellation));
        if (taken != 0)
            throw new KeyTakenException();
    }
}

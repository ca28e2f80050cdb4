using System.Text;
using System.Text.Json;
using Dapper;
using EnrolmentService.Http;

namespace EnrolmentService.Storage;

/// <summary>What was answered to which Idempotency-Key.</summary>
internal sealed class IdempotencyStore(Database database, TimeProvider clock)
{
    private const string Insert =
        "INSERT INTO idempotent_request (account_id, live_mode, key, request_hash, created_at, status, content_type, headers, body) " +
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

    // Over a claim of the same request, and over nothing else: of two answers the first stays.
    private const string OverClaim =
        " ON CONFLICT (account_id, live_mode, key) DO UPDATE SET status = excluded.status, content_type = excluded.content_type, " +
        "headers = excluded.headers, body = excluded.body WHERE idempotent_request.status = 0 AND idempotent_request.request_hash = excluded.request_hash";

    private const int Claimed = 0;

    // A claim whose owner died is given up after this long; one who lives renews it before.
    private static readonly TimeSpan ClaimLasts = TimeSpan.FromSeconds(60);

    /// <summary>Keeps an answer in the transaction of the write that it answers; fails where the key is taken.</summary>
    public static Statement Keep(IdempotentAnswer entry, long recordedAt) => Keep(Insert, entry, recordedAt);

    /// <summary>What to answer without doing anything: the answer given before, or a refusal; null when the key is new.</summary>
    public async Task<Answer?> FindAsync(IdempotencyKey key, CancellationToken cancellation)
    {
        await using Lease lease = await database.OpenAsync(cancellation);
        Row? row = await lease.Connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            "SELECT request_hash AS RequestHash, status AS Status, content_type AS ContentType, headers AS Headers, body AS Body, created_at AS CreatedAt " +
            "FROM idempotent_request WHERE account_id = @AccountId AND live_mode = @mode AND key = @Key",
            new { key.AccountId, mode = key.LiveMode ? 1 : 0, key.Key }, cancellationToken: cancellation));
        if (row is null)
            return null;
        if (row.RequestHash != key.RequestHash)
            return Problems.KeyReused;
        if (row.Status != Claimed)
        {
            return new Answer(row.Status, row.ContentType!, Encoding.UTF8.GetBytes(row.Body!))
            {
                Headers = JsonSerializer.Deserialize<Dictionary<string, string>>(row.Headers!)!,
            };
        }

        return row.CreatedAt + ClaimLasts.Ticks > clock.GetUtcNow().UtcTicks ? Problems.KeyInUse : null;
    }

    /// <summary>Keeps an answer that wrote nothing else. Of two at the same time the first stays.</summary>
    public Task KeepAsync(IdempotentAnswer entry, CancellationToken cancellation) =>
        database.ExecuteAsync([Keep(Insert + OverClaim, entry, clock.GetUtcNow().UtcTicks)], cancellation);

    /// <summary>Claims a key for a request of several transactions, so that no other runs beside it; false when another has it.</summary>
    public async Task<bool> ClaimAsync(IdempotencyKey key, CancellationToken cancellation)
    {
        long now = clock.GetUtcNow().UtcTicks;
        return await database.ExecuteAsync(
            [
                new(
                    "INSERT INTO idempotent_request (account_id, live_mode, key, request_hash, created_at, status) VALUES ($1, $2, $3, $4, $5, 0) " +
                    "ON CONFLICT (account_id, live_mode, key) DO UPDATE SET created_at = excluded.created_at " +
                    "WHERE idempotent_request.status = 0 AND idempotent_request.request_hash = excluded.request_hash AND idempotent_request.created_at < $6",
                    key.AccountId, key.LiveMode ? 1 : 0, key.Key, key.RequestHash, now, now - ClaimLasts.Ticks),
            ],
            cancellation) == 1;
    }

    /// <summary>Makes a claim last anew; false when it is not there any more, since another request took it for given up and has answered.</summary>
    public async Task<bool> RenewAsync(IdempotencyKey key, CancellationToken cancellation) =>
        await database.ExecuteAsync(
            [
                new(
                    "UPDATE idempotent_request SET created_at = $5 WHERE account_id = $1 AND live_mode = $2 AND key = $3 AND request_hash = $4 AND status = 0",
                    key.AccountId, key.LiveMode ? 1 : 0, key.Key, key.RequestHash, clock.GetUtcNow().UtcTicks),
            ],
            cancellation) == 1;

    /// <summary>Gives a claim back after a failure, so that the request can be repeated.</summary>
    public Task ReleaseAsync(IdempotencyKey key) =>
        database.ExecuteAsync(
            [new("DELETE FROM idempotent_request WHERE account_id = $1 AND live_mode = $2 AND key = $3 AND status = 0", key.AccountId, key.LiveMode ? 1 : 0, key.Key)],
            CancellationToken.None);

    public Task<int> ForgetAsync(TimeSpan keptFor, CancellationToken cancellation) =>
        database.WriteAsync(
            (connection, transaction) => connection.ExecuteAsync(new CommandDefinition(
                "DELETE FROM idempotent_request WHERE created_at < @before", new { before = clock.GetUtcNow().UtcTicks - keptFor.Ticks }, transaction, cancellationToken: cancellation)),
            cancellation);

    private static Statement Keep(string sql, IdempotentAnswer entry, long recordedAt) =>
        new(
            sql, entry.Key.AccountId, entry.Key.LiveMode ? 1 : 0, entry.Key.Key, entry.Key.RequestHash, recordedAt, entry.Answer.Status, entry.Answer.ContentType,
            JsonSerializer.Serialize(entry.Answer.Headers), Encoding.UTF8.GetString(entry.Answer.Body.Span));

    private sealed class Row
    {
        public string RequestHash { get; set; } = "";

        public int Status { get; set; }

        public string? ContentType { get; set; }

        public string? Headers { get; set; }

        public string? Body { get; set; }

        public long CreatedAt { get; set; }
    }
}

using System.Text;
using System.Text.Json;
using Dapper;
using EnrolmentService.Http;

namespace EnrolmentService.Storage;

/// <summary>What was answered to which Idempotency-Key.</summary>
internal sealed class IdempotencyStore(Database database, TimeProvider clock)
{
    /// <summary>The statement that keeps an answer, to be run in the transaction of the write it answers; see <see cref="Parameters"/>.</summary>
    public const string Insert =
        "INSERT INTO idempotent_request (account_id, live_mode, key, request_hash, created_at, status, content_type, headers, body) " +
        "VALUES (@KeyAccount, @KeyMode, @Key, @RequestHash, @RecordedAt, @Status, @ContentType, @Headers, @Body);";

    private const int Claimed = 0;

    // A claim whose owner died is given up after this long, more than the longest request may take.
    private static readonly TimeSpan ClaimLasts = TimeSpan.FromMinutes(20);

    public static void Parameters(DynamicParameters parameters, IdempotentAnswer entry)
    {
        AddKey(parameters, entry.Key);
        parameters.Add("Status", entry.Answer.Status);
        parameters.Add("ContentType", entry.Answer.ContentType);
        parameters.Add("Headers", JsonSerializer.Serialize(entry.Answer.Headers));
        parameters.Add("Body", Encoding.UTF8.GetString(entry.Answer.Body.Span));
    }

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
    public Task KeepAsync(IdempotentAnswer entry, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters();
        Parameters(parameters, entry);
        parameters.Add("RecordedAt", clock.GetUtcNow().UtcTicks);
        return database.WriteOnceAsync(
            (connection, transaction) => connection.ExecuteAsync(new CommandDefinition(
                Insert.TrimEnd(';') + " ON CONFLICT (account_id, live_mode, key) DO UPDATE SET status = excluded.status, content_type = excluded.content_type, " +
                "headers = excluded.headers, body = excluded.body WHERE idempotent_request.status = 0 AND idempotent_request.request_hash = excluded.request_hash",
                parameters, transaction, cancellationToken: cancellation)),
            cancellation);
    }

    /// <summary>Claims a key for a request of several transactions, so that no other runs beside it; false when another has it.</summary>
    public async Task<bool> ClaimAsync(IdempotencyKey key, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters();
        AddKey(parameters, key);
        long now = clock.GetUtcNow().UtcTicks;
        parameters.Add("RecordedAt", now);
        parameters.Add("GivenUp", now - ClaimLasts.Ticks);
        return await database.WriteOnceAsync(
            (connection, transaction) => connection.ExecuteAsync(new CommandDefinition(
                "INSERT INTO idempotent_request (account_id, live_mode, key, request_hash, created_at, status) VALUES (@KeyAccount, @KeyMode, @Key, @RequestHash, @RecordedAt, 0) " +
                "ON CONFLICT (account_id, live_mode, key) DO UPDATE SET created_at = excluded.created_at " +
                "WHERE idempotent_request.status = 0 AND idempotent_request.request_hash = excluded.request_hash AND idempotent_request.created_at < @GivenUp",
                parameters, transaction, cancellationToken: cancellation)),
            cancellation) == 1;
    }

    /// <summary>Gives a claim back after a failure, so that the request can be repeated.</summary>
    public Task ReleaseAsync(IdempotencyKey key)
    {
        var parameters = new DynamicParameters();
        AddKey(parameters, key);
        return database.WriteOnceAsync(
            (connection, transaction) => connection.ExecuteAsync(
                "DELETE FROM idempotent_request WHERE account_id = @KeyAccount AND live_mode = @KeyMode AND key = @Key AND status = 0", parameters, transaction),
            CancellationToken.None);
    }

    public Task<int> ForgetAsync(TimeSpan keptFor, CancellationToken cancellation) =>
        database.WriteOnceAsync(
            (connection, transaction) => connection.ExecuteAsync(new CommandDefinition(
                "DELETE FROM idempotent_request WHERE created_at < @before", new { before = clock.GetUtcNow().UtcTicks - keptFor.Ticks }, transaction, cancellationToken: cancellation)),
            cancellation);

    private static void AddKey(DynamicParameters parameters, IdempotencyKey key)
    {
        parameters.Add("KeyAccount", key.AccountId);
        parameters.Add("KeyMode", key.LiveMode ? 1 : 0);
        parameters.Add("Key", key.Key);
        parameters.Add("RequestHash", key.RequestHash);
    }

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

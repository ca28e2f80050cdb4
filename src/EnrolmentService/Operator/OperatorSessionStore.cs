using Dapper;
using EnrolmentService.Identity;
using EnrolmentService.Stored;
using Microsoft.Extensions.Options;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Operator;

/// <summary>Keeps who is signed in, for all instances. A session ends when its time is over, when it is signed out, and when its key is revoked: at once, since nothing is remembered.</summary>
internal sealed class OperatorSessionStore(IParticipationDatabase database, UnreadableRows unreadable, TimeProvider clock, IOptions<ServiceOptions> options)
{
    private const int PrunedAtATime = 1_000;

    public async Task<SessionToken> OpenAsync(string keyId, CancellationToken cancellation)
    {
        var token = SessionToken.Create();
        DateTimeOffset now = clock.GetUtcNow();
        await database.ExecuteAsync(
            [new SqlStatement("INSERT INTO operator_session (token_hash, key_id, expires_at) VALUES ($1, $2, $3)", token.Hash, keyId, (now + options.Value.OperatorSession).UtcTicks)], cancellation);
        return token;
    }

    /// <summary>Deletes sessions whose time is over, in bounded batches; how many it were. Whether a session is over is decided when it is read.</summary>
    public async Task<int> PruneAsync(CancellationToken cancellation)
    {
        long now = clock.GetUtcNow().UtcTicks;
        int all = 0;
        for (int deleted = PrunedAtATime; deleted == PrunedAtATime; all += deleted)
        {
            deleted = await database.ExecuteAsync(
                [new($"DELETE FROM operator_session WHERE token_hash IN (SELECT token_hash FROM operator_session WHERE expires_at <= $1 ORDER BY expires_at LIMIT {PrunedAtATime})", now)], cancellation);
        }

        return all;
    }

    /// <summary>Who is signed in; null where the session is over, or where what is stored of it, its key or its account cannot be read, which the log is told.</summary>
    public async Task<OperatorSession?> FindAsync(SessionToken token, CancellationToken cancellation)
    {
        await using ConnectionLease lease = await database.OpenAsync(cancellation);
        RowsRead<SessionRow> rows = await RowByRow.ReadAsync(lease.Connection, new CommandDefinition(
            "SELECT k.id AS KeyId, k.account_id AS AccountId, k.live_mode AS LiveMode, a.name AS AccountName " +
            "FROM operator_session s JOIN api_key k ON k.id = s.key_id JOIN account a ON a.id = k.account_id " +
            "WHERE s.token_hash = @Hash AND s.expires_at > @now AND k.revoked_at IS NULL",
            new { token.Hash, now = clock.GetUtcNow().UtcTicks }, cancellationToken: cancellation), "operator's session of the key", (SessionRow row) => row);
        return rows.Telling(unreadable) is not [var row] ? null : new OperatorSession(token, new Caller(row.AccountId, row.LiveMode, row.KeyId), row.AccountName);
    }

    public Task CloseAsync(SessionToken token, CancellationToken cancellation) =>
        database.ExecuteAsync([new SqlStatement("DELETE FROM operator_session WHERE token_hash = $1", token.Hash)], cancellation);

    private sealed class SessionRow
    {
        public string KeyId { get; set; } = "";

        public string AccountId { get; set; } = "";

        public bool LiveMode { get; set; }

        public string AccountName { get; set; } = "";
    }
}

using System.Collections.Concurrent;
using System.Security.Cryptography;
using Dapper;
using EnrolmentService.Storage;

namespace EnrolmentService.Security;

/// <summary>Finds the caller of a key. Keys found good are remembered for a short time: a revoked key works that much longer.</summary>
internal sealed class ApiKeyStore(Database database, TimeProvider clock)
{
    private static readonly TimeSpan RememberedFor = TimeSpan.FromSeconds(10);

    // What an unknown key is compared with, so that it takes as long as a known one with a wrong secret.
    private static readonly byte[] NoHash = new byte[SHA256.HashSizeInBytes];

    private readonly ConcurrentDictionary<string, (byte[] SecretHash, Caller Caller, long Until)> _remembered = new(StringComparer.Ordinal);

    public async ValueTask<Caller?> FindAsync(ApiKey key, CancellationToken cancellation)
    {
        long now = clock.GetTimestamp();
        if (!_remembered.TryGetValue(key.Id, out (byte[] SecretHash, Caller Caller, long Until) entry) || entry.Until < now)
        {
            await using Lease lease = await database.OpenAsync(cancellation);
            KeyRow? row = await lease.Connection.QuerySingleOrDefaultAsync<KeyRow>(new CommandDefinition(
                "SELECT account_id AS AccountId, live_mode AS LiveMode, secret_hash AS SecretHash FROM api_key WHERE id = @Id AND revoked_at IS NULL",
                new { key.Id }, cancellationToken: cancellation));
            if (row is null)
            {
                _remembered.TryRemove(key.Id, out _);
                key.Matches(NoHash);
                return null;
            }

            entry = (Convert.FromHexString(row.SecretHash), new Caller(row.AccountId, row.LiveMode, key.Id), now + (long)(RememberedFor.TotalSeconds * clock.TimestampFrequency));
            _remembered[key.Id] = entry;
        }

        return key.Matches(entry.SecretHash) && entry.Caller.LiveMode == key.LiveMode ? entry.Caller : null;
    }

    public static Statement Add(ApiKey key, string accountId, string label) =>
        new("INSERT INTO api_key (id, account_id, live_mode, label, secret_hash) VALUES ($1, $2, $3, $4, $5)", key.Id, accountId, key.LiveMode ? 1 : 0, label, key.SecretHash);

    private sealed class KeyRow
    {
        public string AccountId { get; set; } = "";

        public bool LiveMode { get; set; }

        public string SecretHash { get; set; } = "";
    }
}

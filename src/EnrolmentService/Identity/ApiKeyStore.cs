using System.Collections.Concurrent;
using System.Security.Cryptography;
using Dapper;
using EnrolmentService.Stored;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Identity;

/// <summary>Finds the caller of a key. Keys found good are remembered for a short time: a revoked key works that much longer.</summary>
internal sealed class ApiKeyStore(IParticipationDatabase database, UnreadableRows unreadable, TimeProvider clock) : IDisposable
{
    private const string Kind = "API key";

    // A flood of unknown keys, all of which are looked up, must leave connections for everyone else.
    private const int LookUpsAtATime = 8;

    private static readonly TimeSpan RememberedFor = TimeSpan.FromSeconds(10);

    // What an unknown key is compared with, so that it takes as long as a known one with a wrong secret.
    private static readonly byte[] NoHash = new byte[SHA256.HashSizeInBytes];

    private readonly ConcurrentDictionary<string, Remembered> _remembered = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _lookUps = new(LookUpsAtATime);

    public static SqlStatement Add(ApiKey key, string accountId, string label) =>
        new("INSERT INTO api_key (id, account_id, live_mode, label, secret_hash) VALUES ($1, $2, $3, $4, $5)", key.Id, accountId, key.LiveMode ? 1 : 0, label, key.SecretHash);

    /// <summary>Whose key it is; null where it is nobody's. One of which something else is stored is nobody's, and the log is told.</summary>
    public async ValueTask<Caller?> FindAsync(ApiKey key, CancellationToken cancellation)
    {
        long now = clock.GetTimestamp();
        if (!_remembered.TryGetValue(key.Id, out Remembered? entry) || entry.Until < now)
        {
            long until = now + (long)(RememberedFor.TotalSeconds * clock.TimestampFrequency);
            try
            {
                entry = (await ReadAsync(key.Id, cancellation))?.ToRemembered(key.Id, until);
            }
            catch (Exception fault) when (UnreadableDataException.IsOfTheValue(fault))
            {
                unreadable.Tell(Kind, key.Id, fault.Message);
                entry = null;
            }

            if (entry is null)
            {
                _remembered.TryRemove(key.Id, out _);
                key.Matches(NoHash);
                return null;
            }

            _remembered[key.Id] = entry;
        }

        return key.Matches(entry.SecretHash) && entry.Caller.LiveMode == key.LiveMode ? entry.Caller : null;
    }

    /// <summary>Revokes a key; false when there is none of that identifier that is not revoked already.</summary>
    public async Task<bool> RevokeAsync(string id, CancellationToken cancellation) =>
        await database.ExecuteAsync([new("UPDATE api_key SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL", id, clock.GetUtcNow().UtcTicks)], cancellation) == 1;

    public void Dispose() => _lookUps.Dispose();

    private async Task<StoredKey?> ReadAsync(string id, CancellationToken cancellation)
    {
        await _lookUps.WaitAsync(cancellation);
        try
        {
            await using ConnectionLease lease = await database.OpenAsync(cancellation);
            return await lease.Connection.QuerySingleOrDefaultAsync<StoredKey>(new CommandDefinition(
                "SELECT account_id AS AccountId, live_mode AS LiveMode, secret_hash AS SecretHash FROM api_key WHERE id = @id AND revoked_at IS NULL",
                new { id }, cancellationToken: cancellation));
        }
        finally
        {
            _lookUps.Release();
        }
    }

    private sealed record Remembered(byte[] SecretHash, Caller Caller, long Until);

    private sealed class StoredKey
    {
        public string AccountId { get; set; } = "";

        public bool LiveMode { get; set; }

        public string SecretHash { get; set; } = "";

        public Remembered ToRemembered(string id, long until) => new(Convert.FromHexString(SecretHash), new Caller(AccountId, LiveMode, id), until);
    }
}

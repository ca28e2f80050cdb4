using System.Security.Cryptography;
using Dapper;
using EnrolmentService.Stored;
using Microsoft.Extensions.Options;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Identity;

/// <summary>Keeps what status links are signed with: all instances sign with the same.</summary>
internal sealed class StatusLinkStore(IParticipationDatabase database, TimeProvider clock, IOptions<ServiceOptions> options, UnreadableRows unreadable)
{
    // Every instance has read a new secret before any signs with it.
    private static readonly TimeSpan UntilRead = TimeSpan.FromSeconds(30);

    private const int SecretDigits = 64;

    private const string Insert = "INSERT INTO status_link_secret (generation, secret, signs_from) VALUES ($1, $2, $3)";

    /// <summary>Makes the first secret; nothing where there is one.</summary>
    public Task CreateAsync(CancellationToken cancellation) =>
        database.ExecuteAsync([new($"{Insert} ON CONFLICT (generation) DO NOTHING", 1L, NewSecret(), 0L)], cancellation);

    /// <summary>Reads what is there. A secret that cannot be read is left out, and told; where none can be read, a new one is made: links go on being signed.</summary>
    public async Task<StatusLinkState> ReadAsync(CancellationToken cancellation)
    {
        StatusLinkState state = await ReadOnceAsync(cancellation);
        if (state.Secrets.Count > 0)
            return state;
        await database.ExecuteAsync([new($"{Insert} ON CONFLICT (generation) DO NOTHING", state.LatestGeneration + 1, NewSecret(), 0L)], cancellation);
        return await ReadOnceAsync(cancellation);
    }

    /// <summary>Makes a new secret. Links given out so far hold until they expire; then their secrets go with the next rotation.</summary>
    public async Task RotateAsync(CancellationToken cancellation)
    {
        StatusLinkState state = await ReadAsync(cancellation);
        DateTimeOffset now = clock.GetUtcNow();
        // Of a secret that signs no more for as long as a link lasts, no link is left.
        StatusLinkSecret[] over = [.. state.Secrets.Zip(state.Secrets.Skip(1)).Where(pair => pair.First.SignsFrom + TimeSpan.FromDays(options.Value.StatusLinkDays + 1) < now).Select(pair => pair.Second)];
        await database.ExecuteAsync(
            [
                new(Insert, state.LatestGeneration + 1, NewSecret(), (now + UntilRead).UtcTicks),
                .. over.Select(secret => new SqlStatement("DELETE FROM status_link_secret WHERE generation = $1", secret.Generation)),
            ],
            cancellation);
    }

    /// <summary>Makes every link void that was given out so far.</summary>
    public async Task RevokeAllAsync(CancellationToken cancellation)
    {
        long next = (await ReadAsync(cancellation)).LatestGeneration + 1;
        await database.ExecuteAsync(
            [new(Insert, next, NewSecret(), clock.GetUtcNow().UtcTicks), new("DELETE FROM status_link_secret WHERE generation < $1", next)], cancellation);
    }

    /// <summary>Makes every link void that was given out so far for a participation.</summary>
    public Task RevokeAsync(string participationId, CancellationToken cancellation) =>
        database.ExecuteAsync(
            [
                new(
                    "INSERT INTO status_link_revocation (participation_id, revoked_at) VALUES ($1, $2) ON CONFLICT (participation_id) DO UPDATE SET revoked_at = excluded.revoked_at",
                    participationId, clock.GetUtcNow().UtcTicks),
            ],
            cancellation);

    private async Task<StatusLinkState> ReadOnceAsync(CancellationToken cancellation)
    {
        await using ConnectionLease lease = await database.OpenAsync(cancellation);
        RowsRead<StatusLinkSecret> secrets = await RowByRow.ReadAsync(
            lease.Connection,
            new CommandDefinition("SELECT generation AS Generation, secret AS Secret, signs_from AS SignsFrom FROM status_link_secret ORDER BY generation DESC", cancellationToken: cancellation),
            "status link secret of generation", static (SecretRow row) => row.ToSecret());
        RowsRead<RevocationRow> revocations = await RowByRow.ReadAsync(
            lease.Connection,
            new CommandDefinition("SELECT participation_id AS ParticipationId, revoked_at AS RevokedAt FROM status_link_revocation", cancellationToken: cancellation),
            "revocation of the status links of", static (RevocationRow row) => row);
        long latest = await lease.Connection.ExecuteScalarAsync<long?>(new CommandDefinition("SELECT MAX(generation) FROM status_link_secret", cancellationToken: cancellation)) ?? 0;
        // A revocation whose time cannot be read holds: links are signed with a time that none was signed with before.
        Dictionary<string, long> revokedAt = revocations.Unreadable.ToDictionary(revocation => revocation.Id, _ => 0L, StringComparer.Ordinal);
        foreach (RevocationRow revocation in revocations.Telling(unreadable))
            revokedAt.Add(revocation.ParticipationId, revocation.RevokedAt);
        return new StatusLinkState(secrets.Telling(unreadable), latest, revokedAt);
    }

    private static string NewSecret() => RandomNumberGenerator.GetHexString(SecretDigits, lowercase: true);

    private sealed class SecretRow
    {
        public long Generation { get; set; }

        public string Secret { get; set; } = "";

        public long SignsFrom { get; set; }

        // Anyone can sign with a secret that is cut short.
        public StatusLinkSecret ToSecret() => Secret.Length == SecretDigits
            ? new StatusLinkSecret(Generation, Convert.FromHexString(Secret), new DateTimeOffset(SignsFrom, TimeSpan.Zero))
            : throw new FormatException($"It has {Secret.Length} digits instead of {SecretDigits}.");
    }

    private sealed class RevocationRow
    {
        public string ParticipationId { get; set; } = "";

        public long RevokedAt { get; set; }
    }
}

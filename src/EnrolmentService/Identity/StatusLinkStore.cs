using System.Security.Cryptography;
using Dapper;
using Microsoft.Extensions.Options;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Identity;

/// <summary>Keeps what status links are signed with: all instances sign with the same.</summary>
internal sealed class StatusLinkStore(IParticipationDatabase database, TimeProvider clock, IOptions<ServiceOptions> options)
{
    // Every instance has read a new secret before any signs with it.
    private static readonly TimeSpan UntilRead = TimeSpan.FromSeconds(30);

    private const string Insert = "INSERT INTO status_link_secret (generation, secret, signs_from) VALUES ($1, $2, $3)";

    /// <summary>Makes the first secret; nothing where there is one.</summary>
    public Task CreateAsync(CancellationToken cancellation) =>
        database.ExecuteAsync([new($"{Insert} ON CONFLICT (generation) DO NOTHING", 1L, NewSecret(), 0L)], cancellation);

    public async Task<StatusLinkState> ReadAsync(CancellationToken cancellation)
    {
        await using ConnectionLease lease = await database.OpenAsync(cancellation);
        IEnumerable<SecretRow> secrets = await lease.Connection.QueryAsync<SecretRow>(new CommandDefinition(
            "SELECT generation AS Generation, secret AS Secret, signs_from AS SignsFrom FROM status_link_secret ORDER BY generation DESC", cancellationToken: cancellation));
        IEnumerable<RevocationRow> revocations = await lease.Connection.QueryAsync<RevocationRow>(new CommandDefinition(
            "SELECT participation_id AS ParticipationId, revoked_at AS RevokedAt FROM status_link_revocation", cancellationToken: cancellation));
        return new StatusLinkState(
            [.. secrets.Select(row => new StatusLinkSecret(row.Generation, Convert.FromHexString(row.Secret), new DateTimeOffset(row.SignsFrom, TimeSpan.Zero)))],
            revocations.ToDictionary(row => row.ParticipationId, row => row.RevokedAt, StringComparer.Ordinal));
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
                new(Insert, Next(state), NewSecret(), (now + UntilRead).UtcTicks),
                .. over.Select(secret => new SqlStatement("DELETE FROM status_link_secret WHERE generation = $1", secret.Generation)),
            ],
            cancellation);
    }

    /// <summary>Makes every link void that was given out so far.</summary>
    public async Task RevokeAllAsync(CancellationToken cancellation)
    {
        long next = Next(await ReadAsync(cancellation));
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

    private static long Next(StatusLinkState state) => state.Secrets.Select(secret => secret.Generation).DefaultIfEmpty().Max() + 1;

    private static string NewSecret() => RandomNumberGenerator.GetHexString(64, lowercase: true);

    private sealed class SecretRow
    {
        public long Generation { get; set; }

        public string Secret { get; set; } = "";

        public long SignsFrom { get; set; }
    }

    private sealed class RevocationRow
    {
        public string ParticipationId { get; set; } = "";

        public long RevokedAt { get; set; }
    }
}

using Vpp.Lifecycle.Hosting.Deadlines;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Hosting.Sql;

/// <summary><see cref="IDueIndex"/> on a database.</summary>
internal sealed class DueIndex(Database database) : IDueIndex
{
    private static readonly string AllColumns = $"SELECT {Columns.OfParticipation} FROM participation ";

    public Task<SettingsInForce?> InForceAsync(CancellationToken cancellation) =>
        database.FirstAsync(
            new SqlStatement("SELECT fingerprint, adopted_at FROM participation_due_settings WHERE id = 1"),
            static reader => new SettingsInForce(reader.GetInt64(0), reader.GetInt64(1)), cancellation);

    public Task PutInForceAsync(long fingerprint, long now, CancellationToken cancellation) =>
        database.ExecuteAsync(
            [
                new SqlStatement(
                    "INSERT INTO participation_due_settings (id, fingerprint, adopted_at) VALUES ($1, $2, $3) " +
                    "ON CONFLICT (id) DO UPDATE SET fingerprint = excluded.fingerprint, adopted_at = excluded.adopted_at",
                    1, fingerprint, now),
            ],
            cancellation);

    public async Task<bool> TryReplaceInForceAsync(SettingsInForce read, long fingerprint, long now, CancellationToken cancellation) =>
        await database.ExecuteAsync(
            [
                new SqlStatement(
                    "UPDATE participation_due_settings SET fingerprint = $2, adopted_at = $3 WHERE id = $1 AND fingerprint = $4 AND adopted_at = $5",
                    1, fingerprint, now, read.Fingerprint, read.ConfirmedAt),
            ],
            cancellation) == 1;

    public async Task<IReadOnlyList<ParticipationRow>> StaleAsync(long fingerprint, int limit, CancellationToken cancellation)
    {
        // Two ranges of one index, since an inequality has none.
        List<ParticipationRow> rows = await database.QueryAsync(
            new SqlStatement(AllColumns + "WHERE due_fingerprint < $1 ORDER BY due_fingerprint LIMIT $2", fingerprint, limit), Columns.Participation, cancellation);
        return rows.Count > 0
            ? rows
            : await database.QueryAsync(
                new SqlStatement(AllColumns + "WHERE due_fingerprint > $1 ORDER BY due_fingerprint LIMIT $2", fingerprint, limit), Columns.Participation, cancellation);
    }

    public async Task<IReadOnlyList<ParticipationRow>> DueAsync(long fingerprint, long now, (long DueAt, string Id)? after, int limit, CancellationToken cancellation) =>
        await database.QueryAsync(
            after is { } last
                ? new SqlStatement(
                    AllColumns + "WHERE due_fingerprint = $1 AND next_due_at <= $2 AND (next_due_at, id) > ($3, $4) ORDER BY next_due_at, id LIMIT $5",
                    fingerprint, now, last.DueAt, last.Id, limit)
                : new SqlStatement(AllColumns + "WHERE due_fingerprint = $1 AND next_due_at <= $2 ORDER BY next_due_at, id LIMIT $3", fingerprint, now, limit),
            Columns.Participation, cancellation);

    public Task SetDueAsync(ParticipationRow row, long? dueAt, long fingerprint, CancellationToken cancellation) =>
        database.ExecuteAsync(
            [
                new SqlStatement(
                    "UPDATE participation SET next_due_at = $4, due_fingerprint = $5 WHERE id = $1 AND version = $2 AND version_token = $3",
                    row.Id, row.Version.Number, row.Version.Token, dueAt, fingerprint),
            ],
            cancellation);
}

using System.Security.Cryptography;
using System.Text;
using Dapper;
using EnrolmentService.Stored;
using Microsoft.Extensions.Options;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Webhooks;

/// <summary>Keeps deliveries, and leases them: of all instances one at a time tries one.</summary>
internal sealed class DeliveryStore(IParticipationDatabase database, UnreadableRows unreadable, IOptions<WebhookOptions> options, TimeProvider clock)
{
    private const string Kind = "webhook delivery";
    private const int PrunedAtATime = 1_000;
    private const int IdBytes = 12;

    private const string Columns =
        "SELECT d.id AS Id, d.event_id AS EventId, m.type AS Type, m.participation_id AS ParticipationId, d.ordinal AS Ordinal, d.status AS Status, d.next_at AS NextAt, d.lease AS Lease, " +
        "d.attempts AS Attempts, d.created_at AS CreatedAt FROM webhook_delivery d JOIN webhook_message m ON m.event_id = d.event_id";

    // Over its end somebody else tries, although the one who has it may be alive: so it outlasts the time limit by far.
    private static readonly TimeSpan LeaseBeyondTimeLimit = TimeSpan.FromSeconds(15);

    // Where several instances take at the same time, each takes others.
    private readonly string _lease =
        "UPDATE webhook_delivery SET next_at = @until, lease = @lease WHERE id IN " +
        "(SELECT id FROM webhook_delivery WHERE endpoint_id = @endpointId AND next_at <= @now ORDER BY next_at, ordinal LIMIT @most" +
        (database.Name == "postgresql" ? " FOR UPDATE SKIP LOCKED" : "") + ") " +
        "RETURNING id AS Id, event_id AS EventId, ordinal AS Ordinal, tries AS Tries, attempts AS Attempts, " +
        "(SELECT m.recorded_at FROM webhook_message m WHERE m.event_id = webhook_delivery.event_id) AS RecordedAt, (SELECT m.body FROM webhook_message m WHERE m.event_id = webhook_delivery.event_id) AS Body";

    /// <summary>The identifier of the delivery of an event to an endpoint: made of the two, so that there is one.</summary>
    public static string IdOf(string endpointId, string eventId) =>
        "whd_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{endpointId}:{eventId}")).AsSpan(0, IdBytes));

    /// <summary>Takes at most so many of an endpoint's deliveries that are due, those due longest first.</summary>
    public async Task<IReadOnlyList<LeasedDelivery>> LeaseAsync(string endpointId, int most, CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow();
        var values = new
        {
            endpointId,
            most,
            now = now.UtcTicks,
            until = (now + options.Value.TimeLimit + LeaseBeyondTimeLimit).UtcTicks,
            lease = Random.Shared.NextInt64(1, long.MaxValue),
        };
        RowsRead<(long Ordinal, LeasedDelivery Delivery)> rows = await database.WriteAsync(
            (connection, transaction) => RowByRow.ReadAsync(
                connection, new CommandDefinition(_lease, values, transaction, cancellationToken: cancellation), Kind, (LeaseRow row) => (row.Ordinal, row.ToDelivery(values.lease))),
            cancellation);
        // It would be due again for ever, and never be sent.
        if (rows.Unreadable.Count > 0)
        {
            await database.ExecuteAsync(
                [
                    .. rows.Unreadable.Select(row => new SqlStatement(
                        "UPDATE webhook_delivery SET status = $3, next_at = NULL, lease = 0 WHERE id = $1 AND lease = $2", row.Id, values.lease, (int)DeliveryStatus.Failed)),
                ],
                cancellation);
        }

        return [.. rows.Telling(unreadable).OrderBy(row => row.Ordinal).Select(row => row.Delivery)];
    }

    /// <summary>Writes what came of a try; nothing of the delivery where somebody else has it by now.</summary>
    /// <param name="endpoint">The endpoint as it was tried: what it answered at one address says nothing of another that it has by now.</param>
    /// <param name="isFailing">Whether the endpoint may have failed until now: a success ends that.</param>
    /// <param name="delivery">The delivery.</param>
    /// <param name="attempt">The try.</param>
    /// <param name="chance">From 0 to 1.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>What became of the delivery, and whether the endpoint was disabled by it.</returns>
    public async Task<(DeliveryStatus Status, bool HasDisabled)> FinishAsync(WebhookEndpoint endpoint, bool isFailing, LeasedDelivery delivery, Attempt attempt, double chance, CancellationToken cancellation)
    {
        int tries = delivery.Tries + 1;
        DateTimeOffset now = clock.GetUtcNow();
        TimeSpan? wait = attempt.IsSuccess || attempt.IsGone ? null : RetrySchedule.WaitAfter(tries, attempt.RetryAfter, chance);
        DeliveryStatus status = attempt.IsSuccess ? DeliveryStatus.Delivered : wait is null ? DeliveryStatus.Failed : DeliveryStatus.Pending;
        var statement = new SqlStatement(
            "UPDATE webhook_delivery SET status = $3, tries = $4, next_at = $5, lease = 0, attempts = $6 WHERE id = $1 AND lease = $2",
            delivery.Id, delivery.Lease, (int)status, tries, wait is { } time ? (now + time).UtcTicks : null, attempt.AppendTo(delivery.Attempts));
        IReadOnlyList<SqlStatement> ofEndpoint =
            attempt.IsSuccess ? isFailing ? [new("UPDATE webhook_endpoint SET failing_since = NULL WHERE id = $1 AND failing_since IS NOT NULL", endpoint.Id)] : []
            : attempt.IsGone ? EndpointStore.DisableGone(endpoint, now)
            : [new("UPDATE webhook_endpoint SET failing_since = $2 WHERE id = $1 AND failing_since IS NULL", endpoint.Id, attempt.At.UtcTicks)];
        int written = await database.ExecuteAsync([statement, .. ofEndpoint], cancellation);
        return (status, attempt.IsGone && written >= EndpointStore.WrittenByDisabling);
    }

    /// <summary>Gives one back that was not tried to the end: it is due at once.</summary>
    public Task ReleaseAsync(LeasedDelivery delivery, CancellationToken cancellation) =>
        database.ExecuteAsync([new("UPDATE webhook_delivery SET next_at = $3, lease = 0 WHERE id = $1 AND lease = $2", delivery.Id, delivery.Lease, clock.GetUtcNow().UtcTicks)], cancellation);

    /// <summary>An endpoint's deliveries, the newest event first: as many as asked for that can be read, where there are so many.</summary>
    public async Task<RowsRead<Delivery>> PageAsync(string endpointId, long? before, int limit, CancellationToken cancellation)
    {
        for (int leftOut = 0; ;)
        {
            RowsRead<Delivery> read = await ReadAsync(
                $"{Columns} WHERE d.endpoint_id = @endpointId AND d.ordinal < @before ORDER BY d.ordinal DESC LIMIT @limit",
                new { endpointId, before = before ?? long.MaxValue, limit = limit + leftOut }, cancellation);
            if (read.Unreadable.Count <= leftOut)
                return read;
            leftOut = read.Unreadable.Count;
        }
    }

    /// <exception cref="UnreadableDataException">It is there, and cannot be read.</exception>
    public async Task<Delivery?> FindAsync(string endpointId, string id, CancellationToken cancellation) =>
        (await ReadAsync($"{Columns} WHERE d.id = @id AND d.endpoint_id = @endpointId", new { endpointId, id }, cancellation)).One;

    /// <summary>Makes one due at once, with all its tries before it; nothing where it is being tried.</summary>
    public Task RedeliverAsync(string id, CancellationToken cancellation) =>
        database.ExecuteAsync(
            [
                new(
                    "UPDATE webhook_delivery SET status = $2, tries = 0, next_at = $3, lease = 0 WHERE id = $1 AND (lease = 0 OR next_at <= $3)",
                    id, (int)DeliveryStatus.Pending, clock.GetUtcNow().UtcTicks),
            ],
            cancellation);

    /// <summary>Deletes what is older than it is kept, in bounded batches; how many deliveries it were.</summary>
    public async Task<int> PruneAsync(CancellationToken cancellation)
    {
        long before = (clock.GetUtcNow() - options.Value.DeliveriesKeptFor).UtcTicks;
        int deliveries = await PruneAsync("webhook_delivery", "id", before, cancellation);
        await PruneAsync("webhook_message", "event_id", before, cancellation);
        return deliveries;
    }

    private async Task<int> PruneAsync(string table, string key, long before, CancellationToken cancellation)
    {
        int all = 0;
        for (int deleted = PrunedAtATime; deleted == PrunedAtATime; all += deleted)
        {
            deleted = await database.ExecuteAsync(
                [new($"DELETE FROM {table} WHERE {key} IN (SELECT {key} FROM {table} WHERE created_at < $1 ORDER BY created_at LIMIT {PrunedAtATime})", before)], cancellation);
        }

        return all;
    }

    private async Task<RowsRead<Delivery>> ReadAsync(string sql, object parameters, CancellationToken cancellation)
    {
        await using ConnectionLease lease = await database.OpenAsync(cancellation);
        long now = clock.GetUtcNow().UtcTicks;
        RowsRead<Delivery> read = await RowByRow.ReadAsync(
            lease.Connection, new CommandDefinition(sql, parameters, cancellationToken: cancellation), Kind,
            (DeliveryRow row) => new Delivery(
                row.Id, row.EventId, row.Type, row.ParticipationId, row.Ordinal, (DeliveryStatus)row.Status, row.NextAt is { } next ? Time(next) : null, row.Lease != 0 && row.NextAt > now, row.Attempts,
                Time(row.CreatedAt)));
        read.Telling(unreadable);
        return read;
    }

    private static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);

    private sealed class LeaseRow
    {
        public string Id { get; set; } = "";

        public string EventId { get; set; } = "";

        public long Ordinal { get; set; }

        public int Tries { get; set; }

        public string Attempts { get; set; } = "";

        public long RecordedAt { get; set; }

        public string? Body { get; set; }

        public LeasedDelivery ToDelivery(long lease) => new(
            Id, lease, EventId, Tries, Attempts,
            RecordedAt >= 0 && RecordedAt <= DateTimeOffset.MaxValue.UtcTicks ? Time(RecordedAt) : null,
            Body ?? throw new FormatException("Its message is not there."));
    }

    private sealed class DeliveryRow
    {
        public string Id { get; set; } = "";

        public string EventId { get; set; } = "";

        public string Type { get; set; } = "";

        public string ParticipationId { get; set; } = "";

        public long Ordinal { get; set; }

        public int Status { get; set; }

        public long? NextAt { get; set; }

        public long Lease { get; set; }

        public string Attempts { get; set; } = "";

        public long CreatedAt { get; set; }
    }
}

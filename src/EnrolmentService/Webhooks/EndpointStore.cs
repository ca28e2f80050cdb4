using System.Data.Common;
using System.Globalization;
using Dapper;
using EnrolmentService.Stored;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Webhooks;

/// <summary>Keeps where events are sent. What makes a difference to who gets which event is noted in the fan-out's row, in the same transaction.</summary>
internal sealed class EndpointStore(IParticipationDatabase database, UnreadableRows unreadable, TimeProvider clock)
{
    private const string Columns =
        "SELECT id AS Id, account_id AS AccountId, live_mode AS LiveMode, url AS Url, description AS Description, types AS Types, secrets AS Secrets, from_position AS FromPosition, " +
        "created_at AS CreatedAt, updated_at AS UpdatedAt, disabled_at AS DisabledAt, disabled_reason AS DisabledReason, failing_since AS FailingSince, creation_digest AS CreationDigest " +
        "FROM webhook_endpoint";

    private const string Disabling = "UPDATE webhook_endpoint SET disabled_at = $2, disabled_reason = $3, updated_at = $2";

    private const string OfKey = "creation_key = $1 AND account_id = $2 AND live_mode = $3";

    // Not a count: where the database has lost a change, another one would have its number.
    private static SqlStatement Changed => new("UPDATE webhook_fan_out SET changes = $2 WHERE id = $1", 1, Random.Shared.NextInt64());

    /// <summary>Writes a new one; false where its account has as many as it may.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="most">How many the account may have.</param>
    /// <param name="key">The Idempotency-Key of its request; null for none.</param>
    /// <param name="keysSince">Keys of before are not remembered any more.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="DbException">A request with the key has made one already, among other faults.</exception>
    public async Task<bool> CreateAsync(WebhookEndpoint endpoint, int most, string? key, DateTimeOffset keysSince, CancellationToken cancellation)
    {
        var insert = new SqlStatement(
            "INSERT INTO webhook_endpoint (id, account_id, live_mode, url, description, types, secrets, from_position, created_at, updated_at, creation_key, creation_digest) " +
            "SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10, $11 WHERE (SELECT COUNT(*) FROM webhook_endpoint WHERE account_id = $2 AND live_mode = $3) < $12",
            endpoint.Id, endpoint.Scope.AccountId, Number(endpoint.Scope.LiveMode), endpoint.Url, endpoint.Description, Join(endpoint.Types), endpoint.Secrets, endpoint.From.ToString(),
            endpoint.CreatedAt.UtcTicks, key, endpoint.CreationDigest, most);
        if (key is not null)
            await database.ExecuteAsync([new($"UPDATE webhook_endpoint SET creation_key = NULL WHERE {OfKey} AND created_at < $4", key, endpoint.Scope.AccountId, Number(endpoint.Scope.LiveMode), keysSince.UtcTicks)], cancellation);
        return await database.ExecuteAsync([insert, Changed], cancellation) > 1;
    }

    /// <summary>The one that a request with a key has made since a time.</summary>
    public async Task<WebhookEndpoint?> FindMadeAsync(string key, ParticipationScope scope, DateTimeOffset since, CancellationToken cancellation) =>
        (await ReadAsync(
            $"{Columns} WHERE creation_key = @key AND account_id = @account AND live_mode = @mode AND created_at >= @since",
            new { key, account = scope.AccountId, mode = Number(scope.LiveMode), since = since.UtcTicks }, cancellation)).One;

    /// <exception cref="UnreadableDataException">It is there, and cannot be read.</exception>
    public async Task<WebhookEndpoint?> FindAsync(string id, ParticipationScope scope, CancellationToken cancellation) =>
        (await ReadAsync($"{Columns} WHERE id = @id AND account_id = @account AND live_mode = @mode", new { id, account = scope.AccountId, mode = Number(scope.LiveMode) }, cancellation)).One;

    /// <exception cref="UnreadableDataException">It is there, and cannot be read.</exception>
    public async Task<WebhookEndpoint?> FindAsync(string id, CancellationToken cancellation) =>
        (await ReadAsync($"{Columns} WHERE id = @id", new { id }, cancellation)).One;

    /// <summary>All of an account and mode, the newest first.</summary>
    public Task<RowsRead<WebhookEndpoint>> OfAsync(ParticipationScope scope, CancellationToken cancellation) =>
        ReadAsync($"{Columns} WHERE account_id = @account AND live_mode = @mode ORDER BY created_at DESC, id DESC", new { account = scope.AccountId, mode = Number(scope.LiveMode) }, cancellation);

    /// <summary>Everyone's that events are sent to, as far as they can be read.</summary>
    public async Task<IReadOnlyList<WebhookEndpoint>> EnabledAsync(CancellationToken cancellation) => (await ReadAsync($"{Columns} WHERE disabled_at IS NULL", null, cancellation)).Found;

    /// <summary>The identifiers of those that have a delivery due.</summary>
    public async Task<List<string>> DueAsync(CancellationToken cancellation)
    {
        await using ConnectionLease lease = await database.OpenAsync(cancellation);
        return [.. await lease.Connection.QueryAsync<string>(new CommandDefinition(
            "SELECT e.id FROM webhook_endpoint e WHERE e.disabled_at IS NULL AND EXISTS (SELECT 1 FROM webhook_delivery d WHERE d.endpoint_id = e.id AND d.next_at <= @now)",
            new { now = clock.GetUtcNow().UtcTicks }, cancellationToken: cancellation))];
    }

    /// <summary>Writes what a client changes and nothing else: what was written since the client's request began stays, that the endpoint answered 410 above all.</summary>
    /// <param name="id">The endpoint.</param>
    /// <param name="patch">What to change.</param>
    /// <param name="end">The feed's end: where an endpoint begins that is enabled.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task UpdateAsync(string id, EndpointPatch patch, FeedPosition? end, CancellationToken cancellation)
    {
        List<string> changes = ["updated_at = $2"];
        List<object?> values = [id, clock.GetUtcNow().UtcTicks];
        if (patch.Url is not null)
            Set("url = {0}", patch.Url);
        if (patch.ChangesTypes)
            Set("types = {0}", Join(patch.Types));
        if (patch.ChangesDescription)
            Set("description = {0}", patch.Description);
        if (patch.Disabled == true)
            Set("disabled_at = COALESCE(disabled_at, $2), disabled_reason = CASE WHEN disabled_at IS NULL THEN {0} ELSE disabled_reason END", (int)DisabledReason.Requested);
        else if (end is not null)
            Set("disabled_at = NULL, disabled_reason = NULL, failing_since = CASE WHEN disabled_at IS NULL THEN failing_since END, from_position = CASE WHEN disabled_at IS NULL THEN from_position ELSE {0} END", end.Value.ToString());
        return database.ExecuteAsync([new($"UPDATE webhook_endpoint SET {string.Join(", ", changes)} WHERE id = $1", values), Changed], cancellation);

        void Set(string change, object? value)
        {
            values.Add(value);
            changes.Add(string.Format(CultureInfo.InvariantCulture, change, $"${values.Count}"));
        }
    }

    /// <summary>Gives one that has the position still another.</summary>
    public Task BeginAgainAsync(WebhookEndpoint endpoint, FeedPosition from, CancellationToken cancellation) =>
        database.ExecuteAsync(
            [new("UPDATE webhook_endpoint SET from_position = $3 WHERE id = $1 AND from_position = $2", endpoint.Id, endpoint.From.ToString(), from.ToString()), Changed], cancellation);

    /// <summary>Replaces the secrets; false where they are others by now.</summary>
    public async Task<bool> ReplaceSecretsAsync(WebhookEndpoint endpoint, string secrets, CancellationToken cancellation) =>
        await database.ExecuteAsync(
            [new("UPDATE webhook_endpoint SET secrets = $3, updated_at = $4 WHERE id = $1 AND secrets = $2", endpoint.Id, endpoint.Secrets, secrets, clock.GetUtcNow().UtcTicks)], cancellation) == 1;

    /// <summary>Deletes one; its deliveries go when their time is over.</summary>
    public Task DeleteAsync(string id, CancellationToken cancellation) => database.ExecuteAsync([new("DELETE FROM webhook_endpoint WHERE id = $1", id), Changed], cancellation);

    /// <summary>How many rows are written where <see cref="DisableGone"/> disables an endpoint; none otherwise.</summary>
    public const int WrittenByDisabling = 2;

    /// <summary>What disables an endpoint that is not already and that has answered 410, at the address that it has still.</summary>
    public static IReadOnlyList<SqlStatement> DisableGone(WebhookEndpoint endpoint, DateTimeOffset now) =>
    [
        new($"{Disabling} WHERE id = $1 AND disabled_at IS NULL AND url = $4", endpoint.Id, now.UtcTicks, (int)DisabledReason.Gone, endpoint.Url),
        new("UPDATE webhook_fan_out SET changes = $2 WHERE id = $1 AND EXISTS (SELECT 1 FROM webhook_endpoint WHERE id = $3 AND disabled_at = $4)", 1, Random.Shared.NextInt64(), endpoint.Id, now.UtcTicks),
    ];

    /// <summary>Disables those that have failed for too long; gives their identifiers. One that has succeeded since it was looked for stays.</summary>
    public async Task<IReadOnlyList<string>> DisableFailingAsync(CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow();
        long since = (now - RetrySchedule.LongestFailing).UtcTicks;
        List<string> disabled = [];
        foreach (WebhookEndpoint endpoint in (await ReadAsync($"{Columns} WHERE disabled_at IS NULL AND failing_since <= @since", new { since }, cancellation)).Found)
        {
            var disable = new SqlStatement($"{Disabling} WHERE id = $1 AND disabled_at IS NULL AND failing_since <= $4", endpoint.Id, now.UtcTicks, (int)DisabledReason.Failing, since);
            if (await database.ExecuteAsync([disable, Changed], cancellation) > 1)
                disabled.Add(endpoint.Id);
        }

        return disabled;
    }

    private static string? Join(IReadOnlyList<string>? types) => types is null ? null : string.Join(',', types);

    private static int Number(bool value) => value ? 1 : 0;

    private async Task<RowsRead<WebhookEndpoint>> ReadAsync(string sql, object? parameters, CancellationToken cancellation)
    {
        await using ConnectionLease lease = await database.OpenAsync(cancellation);
        RowsRead<WebhookEndpoint> read = await RowByRow.ReadAsync(
            lease.Connection, new CommandDefinition(sql, parameters, cancellationToken: cancellation), WebhookEndpoint.Kind, (Row row) => row.ToEndpoint(PositionOf(row)));
        read.Telling(unreadable);
        return read;
    }

    /// <summary>Where the position cannot be read, nothing is held back: what has been made into deliveries once is not made again.</summary>
    private FeedPosition PositionOf(Row row)
    {
        if (FeedPosition.TryParse(row.FromPosition, out FeedPosition position))
            return position;
        unreadable.Tell("from_position of the webhook endpoint", row.Id, "It is no position of the feed. Nothing is held back from it.");
        return FeedPosition.Start;
    }

    private sealed class Row
    {
        public string Id { get; set; } = "";

        public string AccountId { get; set; } = "";

        public bool LiveMode { get; set; }

        public string Url { get; set; } = "";

        public string? Description { get; set; }

        public string? Types { get; set; }

        public string Secrets { get; set; } = "";

        public string FromPosition { get; set; } = "";

        public long CreatedAt { get; set; }

        public long UpdatedAt { get; set; }

        public long? DisabledAt { get; set; }

        public int? DisabledReason { get; set; }

        public long? FailingSince { get; set; }

        public string? CreationDigest { get; set; }

        public WebhookEndpoint ToEndpoint(FeedPosition from) => new()
        {
            Id = Id,
            Scope = new ParticipationScope(AccountId, LiveMode),
            Url = Url,
            Description = Description,
            Types = Types?.Split(','),
            Secrets = Secrets,
            From = from,
            CreatedAt = Time(CreatedAt),
            UpdatedAt = Time(UpdatedAt),
            DisabledAt = DisabledAt is { } disabled ? Time(disabled) : null,
            DisabledReason = (DisabledReason?)DisabledReason,
            FailingSince = FailingSince is { } failing ? Time(failing) : null,
            CreationDigest = CreationDigest,
        };

        private static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);
    }
}

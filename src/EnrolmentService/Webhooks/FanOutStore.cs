using Dapper;
using EnrolmentService.Events;
using EnrolmentService.Stored;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Webhooks;

/// <summary>How far the feed has been made into deliveries, and the endpoints that it is made into. Immutable.</summary>
/// <param name="Stored">The position that is stored.</param>
/// <param name="Told">How many deliveries have been made.</param>
/// <param name="Read">The position behind which nothing has been looked at: where nothing before it was anybody's, it is stored later.</param>
/// <param name="Unstored">How many entries were looked at since the position that is stored.</param>
/// <param name="Changes">Names the latest change of the endpoints when they were read.</param>
/// <param name="Endpoints">The endpoints that get events.</param>
internal sealed record FanOutState(FeedPosition Stored, long Told, FeedPosition Read, int Unstored, long Changes, IReadOnlyList<WebhookEndpoint> Endpoints)
{
    /// <summary>Where to go on: what came before the first of the endpoints is nobody's.</summary>
    public FeedPosition From => FeedPosition.Later(Read, Endpoints.Select(endpoint => endpoint.From).Aggregate(FeedPosition.Earlier));
}

/// <summary>An entry of the feed with the endpoints that get it. Immutable.</summary>
internal sealed record AddressedEntry(FeedEntry Entry, IReadOnlyList<WebhookEndpoint> Endpoints);

/// <summary>
/// Keeps how far the feed has been made into deliveries. One instance at a time does that, so that no event is read for nothing; that it is done once depends on the position alone, which moves in the
/// transaction that makes the deliveries.
/// </summary>
internal sealed class FanOutStore(IParticipationDatabase database, EndpointStore endpoints, UnreadableRows unreadable, TimeProvider clock)
{
    public async Task<FanOutState> ReadAsync(CancellationToken cancellation)
    {
        (string text, long told, long changes) = await ReadRowAsync(cancellation);
        if (!FeedPosition.TryParse(text, out FeedPosition position))
        {
            // The feed is read again from its oldest entry on: of an event that a delivery was made of no second one is made.
            unreadable.Tell("row of the fan-out of", "webhooks", $"\"{text}\" is no position of the feed. It begins again with the oldest event that is kept.");
            await database.ExecuteAsync([new("UPDATE webhook_fan_out SET position = $2 WHERE id = $1 AND position = $3", 1, FeedPosition.Start.ToString(), text)], cancellation);
        }

        // After that: where they change in between, the next write is refused and they are read again.
        return new FanOutState(position, told, position, Unstored: 0, changes, await endpoints.EnabledAsync(cancellation));
    }

    /// <summary>Takes or keeps the right to fan out until a time; false where another instance has it.</summary>
    public async Task<bool> TryHoldAsync(string holder, DateTimeOffset until, CancellationToken cancellation) =>
        await database.ExecuteAsync(
            [new("UPDATE webhook_fan_out SET holder = $2, held_until = $3 WHERE id = $1 AND (holder = $2 OR held_until < $4)", 1, holder, until.UtcTicks, clock.GetUtcNow().UtcTicks)], cancellation) == 1;

    /// <summary>Gives the right back, for others to take at once.</summary>
    public Task LetGoAsync(string holder, CancellationToken cancellation) =>
        database.ExecuteAsync([new("UPDATE webhook_fan_out SET held_until = 0 WHERE id = $1 AND holder = $2", 1, holder)], cancellation);

    /// <summary>
    /// Makes deliveries of some entries and moves the position behind them, both or nothing; how many were made in all, or null where nothing was written, because another instance was faster, the endpoints
    /// have changed, or the database has lost what the state was read from.
    /// </summary>
    public async Task<long?> WriteAsync(FanOutState state, string holder, DateTimeOffset until, IReadOnlyList<AddressedEntry> entries, FeedPosition next, CancellationToken cancellation)
    {
        long token = Random.Shared.NextInt64(1, long.MaxValue);
        long now = clock.GetUtcNow().UtcTicks;
        long told = state.Told;
        List<SqlStatement> statements = [];
        foreach ((FeedEntry entry, IReadOnlyList<WebhookEndpoint> wanting) in entries)
        {
            statements.Add(new SqlStatement(
                "INSERT INTO webhook_message (event_id, type, participation_id, recorded_at, created_at, body) SELECT $1, $2, $3, $4, $5, $6 " +
                "WHERE EXISTS (SELECT 1 FROM webhook_fan_out WHERE id = 1 AND write_token = $7) ON CONFLICT (event_id) DO NOTHING",
                entry.EventId, EventTypes.NameOf(entry.Kind), entry.Stored.Participation.Id, entry.RecordedAt.UtcTicks, now, EventJson.WriteBody(entry), token));
            foreach (WebhookEndpoint endpoint in wanting)
            {
                statements.Add(new SqlStatement(
                    "INSERT INTO webhook_delivery (id, endpoint_id, event_id, ordinal, status, tries, next_at, lease, attempts, created_at) SELECT $1, $2, $3, $4, 0, 0, $5, 0, '[]', $5 " +
                    "WHERE EXISTS (SELECT 1 FROM webhook_fan_out WHERE id = 1 AND write_token = $6) ON CONFLICT (id) DO NOTHING",
                    DeliveryStore.IdOf(endpoint.Id, entry.EventId), endpoint.Id, entry.EventId, ++told, now, token));
            }
        }

        statements.Insert(0, new SqlStatement(
            "UPDATE webhook_fan_out SET position = $2, told = $3, write_token = $4, held_until = $5 WHERE id = $1 AND holder = $6 AND position = $7 AND changes = $8",
            1, next.ToString(), told, token, until.UtcTicks, holder, state.Stored.ToString(), state.Changes));
        return await database.ExecuteAsync(statements, cancellation) > 0 ? told : null;
    }

    private async Task<(string Position, long Told, long Changes)> ReadRowAsync(CancellationToken cancellation)
    {
        await using ConnectionLease lease = await database.OpenAsync(cancellation);
        return await lease.Connection.QuerySingleAsync<(string, long, long)>(new CommandDefinition("SELECT position, told, changes FROM webhook_fan_out WHERE id = 1", cancellationToken: cancellation));
    }
}

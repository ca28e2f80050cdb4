using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using EnrolmentService.Directory;
using EnrolmentService.Identity;
using Microsoft.Extensions.Options;
using Vpp.Lifecycle;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Demo;

/// <summary>
/// Fills an empty database, in Development or where Service:DemoData says so: two accounts with their keys, printed once, and a hundred
/// participations, of every state, reason and recorded fact. Nothing of it is made by the service in Production.
/// </summary>
internal sealed class DemoData(IParticipationDatabase database, IParticipationDatabases databases, IParticipationStore store, ParticipationRules rules, StatusLinks links, TimeProvider clock, IOptions<ServiceOptions> options)
{
    private const string Actor = "demo";

    private static readonly TimeSpan Step = TimeSpan.FromDays(2);

    // A device that is heard at least so often is never silent.
    private static readonly TimeSpan Heartbeat = TimeSpan.FromHours(20);

    private static readonly TimeSpan Silence = Participation.TelemetryWindow + TimeSpan.FromHours(1);
    private static readonly TimeSpan Recently = TimeSpan.FromMinutes(30);

    /// <summary>Makes the demo data where the database is empty.</summary>
    /// <returns>What to tell of it; null where there is none.</returns>
    public async Task<DemoSummary?> SeedAsync(bool isDevelopment, CancellationToken cancellation)
    {
        if (!(options.Value.DemoData ?? isDevelopment))
            return null;
        IReadOnlyList<(string, string)> keys = await IsEmptyAsync(cancellation) ? await MakeAsync(cancellation) : [];
        return await FindShowcaseAsync(cancellation) is { } id ? new DemoSummary(keys, links.PathOf(id), FileOf(options.Value.Database)) : null;
    }

    private static string? FileOf(string connectionString)
    {
        var settings = new DbConnectionStringBuilder { ConnectionString = connectionString };
        return settings.TryGetValue("Data Source", out object? file) && file is string path ? Path.GetFullPath(path) : null;
    }

    private async Task<bool> IsEmptyAsync(CancellationToken cancellation)
    {
        await using ConnectionLease lease = await database.OpenAsync(cancellation);
        return await lease.Connection.ExecuteScalarAsync<long>(new CommandDefinition("SELECT COUNT(*) FROM account", cancellationToken: cancellation)) == 0;
    }

    /// <returns>The keys; none where another instance was faster.</returns>
    private async Task<IReadOnlyList<(string Label, string Key)>> MakeAsync(CancellationToken cancellation)
    {
        // The directory comes last: who is killed before goes on where it was, and has keys that somebody reads.
        await Task.WhenAll(Enumerable.Range(0, DemoDirectory.Participations).Select(number => CreateAsync(number, cancellation)));
        var directory = DirectoryPlan.Of(DemoDirectory.File, clock.GetUtcNow());
        // Fails where another instance has made them: what comes after would put its rows in their place.
        var first = new SqlStatement("INSERT INTO account (id, name) VALUES ($1, '')", DemoDirectory.Account);
        try
        {
            await database.WriteAsync((connection, transaction) => SqlStatements.ExecuteAsync(database, connection, transaction, [first, .. directory.Statements]), cancellation);
            return [.. directory.Keys.Select(key => (key.Entry.Label, key.Key.Reveal()))];
        }
        catch (DbException fault) when (database.IsUniqueViolation(fault))
        {
            return [];
        }
    }

    /// <summary>A participation whose status page has much to show, where there still is one.</summary>
    private async Task<string?> FindShowcaseAsync(CancellationToken cancellation)
    {
        IEnumerable<int> pausedTwice = Configuration.All
            .Where(configuration => configuration.SuspensionReasons.Count == 2 && configuration.SuspensionReasons.Contains(SuspensionReason.AwaitingTelemetry))
            .Select(configuration => (int)configuration.Code);
        string isOther = $"CASE WHEN configuration IN ({string.Join(", ", pausedTwice)}) THEN 0 ELSE 1 END";
        IReadOnlyList<(long IsOther, string Id)> first = await databases.ReadAsync(
            connection => connection.QueryAsync<(long IsOther, string Id)>(new CommandDefinition(
                $"SELECT {isOther}, id FROM participation WHERE account_id = @Account AND live_mode = 1 ORDER BY {isOther}, id LIMIT 1", new { DemoDirectory.Account }, cancellationToken: cancellation)),
            static row => row.Id, cancellation);
        return first.OrderBy(row => row.IsOther).ThenBy(row => row.Id, StringComparer.Ordinal).Select(row => row.Id).FirstOrDefault();
    }

    /// <summary>One participation, on the shortest way to its configuration, at times in the past that lead up to now.</summary>
    private async Task CreateAsync(int number, CancellationToken cancellation)
    {
        Configuration goal = Configuration.All[number % Configuration.Count];
        bool needsMeter = goal.MeterAccessOutstanding || number % 4 == 1;
        IReadOnlyList<Trigger> way = Configuration.From(ParticipationState.EnrolmentRequested, needsMeter).PathTo(goal)!;
        DateTimeOffset now = clock.GetUtcNow();
        DateTimeOffset start = now - (Step * way.Count) - TimeSpan.FromHours(1);
        // The same identifier whenever it is made: what is there already is not made again.
        string id = ParticipationId.From(SHA256.HashData(Encoding.UTF8.GetBytes(DemoDirectory.DeviceId(number))).AsSpan(0, ParticipationId.ByteCount));
        var details = new ParticipationDetails
        {
            Id = id,
            DeviceId = DemoDirectory.DeviceId(number),
            LocationId = DemoDirectory.LocationId(number),
            LiveMode = DemoDirectory.IsLive(number),
            AccountId = DemoDirectory.Account,
            ProviderReferenceId = string.Create(CultureInfo.InvariantCulture, $"AZ{number:0000000}"),
            Provider = new ProviderInfo { Id = DemoDirectory.Provider.Id, DisplayName = DemoDirectory.Provider.DisplayName, LogoUrl = DemoDirectory.Provider.LogoUrl },
            Programme = new ProgrammeInfo { Id = DemoDirectory.Programme.Id, DisplayName = DemoDirectory.Programme.DisplayName, LearnMoreUrl = DemoDirectory.Programme.LearnMoreUrl },
        };
        var requested = Participation.Request(details, needsMeter ? MeterAccess.Required : MeterAccess.NotRequired, start, rules.DwellTimes);
        var write = new ParticipationWrite { Actor = Actor };
        await store.CreateAsync(requested, write, cancellation: cancellation);
        IReadOnlyList<TriggerAt> events = [.. Events(requested, way, now)];
        if (events.Count > 0)
            await store.ApplyAllAsync(id, events, write with { Key = new IdempotencyKey(Actor, id, "way") }, cancellation);
    }

    /// <summary>The way's triggers, two days apart; and between them the sightings of a device that goes on sending until it falls silent.</summary>
    private static IEnumerable<TriggerAt> Events(Participation participation, IReadOnlyList<Trigger> way, DateTimeOffset now)
    {
        DateTimeOffset at = participation.TimeCreated;
        foreach (Trigger trigger in way)
        {
            // Who is lost was last heard a day before, and is suspended for it when that day is over.
            foreach (TriggerAt sighting in Sightings(participation, at, at + Step - (trigger == Trigger.TelemetryLost ? Silence : Recently)))
                yield return sighting;
            at += Step;
            participation = participation.ApplyOrThrow(trigger, at);
            yield return new TriggerAt(trigger, at);
        }

        foreach (TriggerAt sighting in Sightings(participation, at, now - Recently))
            yield return sighting;
    }

    private static IEnumerable<TriggerAt> Sightings(Participation participation, DateTimeOffset after, DateTimeOffset last)
    {
        // Where a sighting would change the state, the device is silent.
        if (participation.TelemetrySeenAt is null || participation.Configuration.RuleFor(Trigger.TelemetryReceived) is not { Outcome: Outcome.Ignored })
            yield break;
        for (DateTimeOffset at = after + Heartbeat; at < last; at += Heartbeat)
            yield return new TriggerAt(Trigger.TelemetryReceived, at);
        yield return new TriggerAt(Trigger.TelemetryReceived, last);
    }
}

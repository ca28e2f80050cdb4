using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using EnrolmentService.Directory;
using EnrolmentService.Security;
using EnrolmentService.Storage;
using Microsoft.Extensions.Options;
using Vpp.Lifecycle;

namespace EnrolmentService.Demo;

/// <summary>
/// Fills an empty database, in Development or where Service:DemoData says so: two accounts with their keys, printed once, and a hundred
/// participations, of every state, reason and recorded fact. Nothing of it is made by the service in Production.
/// </summary>
internal sealed class DemoData(
    Database database, ParticipationStatements statements, ParticipationRules rules, StatusLinks links, TimeProvider clock, IOptions<ServiceOptions> options)
{
    private static readonly TimeSpan Step = TimeSpan.FromDays(2);

    /// <summary>Makes the demo data, all of it or nothing, where the database is empty.</summary>
    /// <returns>What to tell of it; null where there is none.</returns>
    public async Task<DemoSummary?> SeedAsync(bool isDevelopment, CancellationToken cancellation)
    {
        if (!(options.Value.DemoData ?? isDevelopment))
            return null;
        bool isEmpty = await database.ScalarAsync(new Statement("SELECT COUNT(*) FROM account"), cancellation) is 0L;
        IReadOnlyList<(string, string)> keys = isEmpty ? await MakeAsync(cancellation) : [];
        return await FindShowcaseAsync(cancellation) is { } id ? new DemoSummary(keys, links.Of(id).Path, database.File) : null;
    }

    /// <returns>The keys; none where another instance was faster.</returns>
    private async Task<IReadOnlyList<(string Label, string Key)>> MakeAsync(CancellationToken cancellation)
    {
        DirectoryPlan directory = DirectoryPlan.Of(DemoDirectory.File, clock.GetUtcNow());
        try
        {
            // In one transaction: who is killed here starts anew, with keys that somebody reads.
            await database.ExecuteAsync(
                [.. directory.Statements, .. Enumerable.Range(0, DemoDirectory.Participations).SelectMany(number => statements.Create(Create(number), keep: null))], cancellation);
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
        IEnumerable<byte> pausedTwice = Configuration.All
            .Where(configuration => configuration.SuspensionReasons.Count == 2 && configuration.SuspensionReasons.Contains(SuspensionReason.AwaitingTelemetry))
            .Select(configuration => configuration.Code);
        return (string?)await database.ScalarAsync(
            new Statement(
                $"SELECT id FROM participation WHERE account_id = $1 AND live_mode = 1 ORDER BY CASE WHEN configuration IN ({string.Join(", ", pausedTwice)}) THEN 0 ELSE 1 END, id LIMIT 1",
                DemoDirectory.Account),
            cancellation);
    }

    /// <summary>One participation, on the shortest way to its configuration, at times in the past that lead up to now.</summary>
    private ParticipationChange Create(int number)
    {
        Configuration goal = Configuration.All[number % Configuration.Count];
        bool needsMeter = goal.MeterAccessOutstanding || number % 4 == 1;
        IReadOnlyList<Trigger> way = DemoWay.To(goal, needsMeter);
        DateTimeOffset now = clock.GetUtcNow();
        DateTimeOffset at = now - (Step * way.Count) - TimeSpan.FromHours(1);
        var details = new ParticipationDetails
        {
            Id = ParticipationId.From(RandomNumberGenerator.GetBytes(ParticipationId.ByteCount)),
            DeviceId = DemoDirectory.DeviceId(number),
            LocationId = DemoDirectory.LocationId(number),
            LiveMode = DemoDirectory.IsLive(number),
            AccountId = DemoDirectory.Account,
            ProviderReferenceId = string.Create(CultureInfo.InvariantCulture, $"AZ{number:0000000}"),
            Provider = new ProviderInfo { Id = DemoDirectory.Provider.Id, DisplayName = DemoDirectory.Provider.DisplayName, LogoUrl = DemoDirectory.Provider.LogoUrl },
            Programme = new ProgrammeInfo { Id = DemoDirectory.Programme.Id, DisplayName = DemoDirectory.Programme.DisplayName, LearnMoreUrl = DemoDirectory.Programme.LearnMoreUrl },
        };
        Participation participation = Participation.Request(details, needsMeter ? MeterAccess.Required : MeterAccess.NotRequired, at, rules.DwellTimes);
        var events = new List<StoredEvent> { StoredEvent.Requested(participation, "demo") };
        foreach (Trigger trigger in way)
        {
            at += Step;
            Hear(at - Participation.TelemetryWindow - TimeSpan.FromHours(1));
            Fire(trigger, at);
        }

        Hear(now - TimeSpan.FromMinutes(30));
        return new ParticipationChange(null, participation, events);

        // A device that was heard goes on sending, until it falls silent: where that would change the state, it does not.
        void Hear(DateTimeOffset time)
        {
            if (participation.TelemetrySeenAt is not null && participation.Configuration.RuleFor(Trigger.TelemetryReceived) is { Outcome: Outcome.Ignored })
                Fire(Trigger.TelemetryReceived, time);
        }

        void Fire(Trigger trigger, DateTimeOffset time)
        {
            AcceptedTransition accepted = participation.Apply(trigger, time, "demo").Accepted
                ?? throw new InvalidOperationException($"The demo's way to {goal} is not one: {trigger.ToWireName()} is refused in {participation.Configuration}.");
            participation = accepted.Participation;
            events.Add(StoredEvent.Of(participation, accepted.Transition));
        }
    }
}

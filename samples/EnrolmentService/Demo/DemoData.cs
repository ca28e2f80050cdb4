using System.Globalization;
using System.Security.Cryptography;
using Dapper;
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
    Database database, DirectoryImport import, ParticipationStore store, ParticipationRules rules, StatusLinks links, TimeProvider clock, IOptions<ServiceOptions> options)
{
    private const int Participations = 100;
    private const string Programme = "vpr_community";

    /// <summary>Returns the path of a status page worth opening; null when there was nothing to do.</summary>
    public async Task<DemoSummary?> SeedAsync(bool isDevelopment, CancellationToken cancellation)
    {
        if (!(options.Value.DemoData ?? isDevelopment))
            return null;
        await using (Lease lease = await database.OpenAsync(cancellation))
        {
            if (await lease.Connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM account") != 0)
                return null;
        }

        var keys = await import.RunAsync(Directory(), cancellation);
        string? showcase = null;
        for (int number = 0; number < Participations; number++)
        {
            Participation participation = await CreateAsync(number, cancellation);
            if (participation.CurrentState == ParticipationState.Suspended && participation.SuspensionReasons.Count == 2)
                showcase ??= participation.Id;
        }

        return new DemoSummary([.. keys.Select(key => (key.Entry.Label, key.Key.Reveal()))], links.Of(showcase!).Path);
    }

    private static DirectoryFile Directory() => new()
    {
        Accounts =
        [
            new("acc_demo", "Demo energy") { Keys = [new("live", true), new("test", false)] },
            new("acc_other", "Another account") { Keys = [new("other account, live", true)] },
        ],
        Providers = [new("prv_demo", "Demo Grid Services", "https://example.org/logo.png")],
        Programmes =
        [
            new(Programme, "prv_demo", "Community Powershare", "https://example.org/programmes/community"),
            new("vpr_winter", "prv_demo", "Winter Reserve", "https://example.org/programmes/winter"),
        ],
        Groups = [new("north", "acc_demo", "North"), new("south", "acc_demo", "South")],
        Locations = [.. Enumerable.Range(0, Participations + 10).Select(number => new DirectoryFile.LocationEntry(LocationId(number), "acc_demo", IsLive(number))
        {
            StreetAddress = string.Create(CultureInfo.InvariantCulture, $"{number + 1} Sun Street"), City = "Springfield", ZipCode = "00000",
        })],
        Devices = [.. Enumerable.Range(0, Participations + 10).Select(number => new DirectoryFile.DeviceEntry(
            DeviceId(number), LocationId(number), number % 3 == 0 ? "Home battery" : number % 3 == 1 ? "Car charger" : "Heat pump", number % 4 == 1 ? "REQUIRED" : "NOT_REQUIRED"))],
    };

    private static string DeviceId(int number) => string.Create(CultureInfo.InvariantCulture, $"dev_demo_{number:000}");

    private static string LocationId(int number) => string.Create(CultureInfo.InvariantCulture, $"loc_demo_{number:000}");

    /// <summary>The last few are in test mode; the live ones before them have every configuration.</summary>
    private static bool IsLive(int number) => number < Participations - 10;

    /// <summary>One participation, on the shortest way to its configuration, at times in the past that lead up to now.</summary>
    private async Task<Participation> CreateAsync(int number, CancellationToken cancellation)
    {
        Configuration goal = Configuration.All[number % Configuration.Count];
        bool needsMeter = goal.MeterAccessOutstanding || number % 4 == 1;
        IReadOnlyList<Trigger> way = DemoWay.To(goal, needsMeter);
        DateTimeOffset now = clock.GetUtcNow();
        DateTimeOffset at = now - TimeSpan.FromHours(way.Count + 1);
        var details = new ParticipationDetails
        {
            Id = ParticipationId.From(RandomNumberGenerator.GetBytes(ParticipationId.ByteCount)),
            DeviceId = DeviceId(number),
            LocationId = LocationId(number),
            LiveMode = IsLive(number),
            AccountId = "acc_demo",
            ProviderReferenceId = string.Create(CultureInfo.InvariantCulture, $"AZ{number:0000000}"),
            Provider = new ProviderInfo { Id = "prv_demo", DisplayName = "Demo Grid Services", LogoUrl = "https://example.org/logo.png" },
            Programme = new ProgrammeInfo { Id = Programme, DisplayName = "Community Powershare", LearnMoreUrl = "https://example.org/programmes/community" },
        };
        Participation participation = Participation.Request(details, needsMeter ? MeterAccess.Required : MeterAccess.NotRequired, at, rules.DwellTimes);
        var events = new List<StoredEvent> { StoredEvent.Requested(participation, "demo") };
        foreach (Trigger trigger in way)
        {
            at += TimeSpan.FromHours(1);
            AcceptedTransition accepted = participation.Apply(trigger, at, "demo").Accepted
                ?? throw new InvalidOperationException($"The demo's way to {goal} is not one: {trigger.ToWireName()} is refused in {participation.Configuration}.");
            participation = accepted.Participation;
            events.Add(StoredEvent.Of(participation, accepted.Transition));
        }

        await store.TryCreateAsync(new ParticipationChange(null, participation, events), keep: null, cancellation);
        return participation;
    }
}

using System.Diagnostics;
using System.Globalization;
using Vpp.Lifecycle.Tests.Service.Support;
using Xunit.Abstractions;

namespace Vpp.Lifecycle.Tests.Service.Cluster;

/// <summary>
/// What happens to silos under load. Ten kills and a few seconds of each cut here; cluster-campaign.sh does as much of it as is asked.
/// </summary>
public sealed class CampaignTests(OwnServices services, ITestOutputHelper output) : IClassFixture<OwnServices>
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Target = TimeSpan.FromSeconds(10);

    private static readonly int Kills = Setting("VPP_SILO_KILLS", 10);
    private static readonly TimeSpan CutFor = TimeSpan.FromSeconds(Setting("VPP_CUT_SECONDS", 5));

    [FactWith(Requirement.PostgreSql, Requirement.FakeTime)]
    public async Task Kills_of_any_silo_and_a_rolling_restart_lose_nothing_and_double_nothing_with_clocks_five_seconds_apart()
    {
        // The others have the machine's time; how long something takes is not faked.
        var ahead = new Dictionary<string, string>
        {
            ["LD_PRELOAD"] = Requirement.Find(Requirement.FakeTime)!,
            ["FAKETIME"] = "+5s",
            ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
            // Otherwise whoever waits for a time is woken at once and waits again: a processor's whole work.
            ["FAKETIME_FORCE_MONOTONIC_FIX"] = "0",
        };
        await using Campaign campaign = await Campaign.StartAsync(services.Postgres, environmentOf: silo => silo == 2 ? ahead : []);
        var random = new Random(1);
        var gaps = new List<TimeSpan>();
        for (int kill = 0; kill < Kills; kill++)
        {
            await Task.Delay(1000);
            Silo silo = campaign.Silos[random.Next(3)];
            await silo.KillAsync();
            gaps.AddRange(await campaign.Load.AnsweredAfterAsync(Stopwatch.GetTimestamp(), Longest));
            await silo.StartAsync();
        }

        foreach (Silo silo in campaign.Silos)
        {
            await silo.StopAsync();
            await silo.StartAsync();
        }

        output.WriteLine($"{Kills} kills, then each silo stopped and started: {await campaign.CheckAsync()}. After a kill: {Words(gaps)}");
        Assert.InRange(Quantile(gaps, 0.99), TimeSpan.Zero, Target);
    }

    [FactWith(Requirement.PostgreSql, Requirement.Root, "ip")]
    public async Task A_silo_cut_from_the_others_and_not_from_the_database_loses_nothing_and_doubles_nothing()
    {
        await using Campaign campaign = await Campaign.StartAsync(services.Postgres, await Network.CreateAsync(3));
        await Task.Delay(1000);
        await campaign.Network.CutAsync(3);
        long cut = Stopwatch.GetTimestamp();
        await Task.Delay(CutFor);
        TimeSpan[] gaps = await campaign.Load.AnsweredAfterAsync(cut, Longest);
        await campaign.Network.HealAsync(3);
        // Orleans ends a silo that the others have declared dead: as a service manager would, it is started again.
        await campaign.Silos[2].KillAsync();
        await campaign.Silos[2].StartAsync();
        await Task.Delay(1000);
        output.WriteLine($"Cut from the others for {CutFor.TotalSeconds} s: {await campaign.CheckAsync()}. Since the cut: {Words(gaps)}");
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task A_silo_cut_from_the_database_and_a_database_that_stops_cost_repeats_and_nothing_else()
    {
        await using PostgresServer postgres = await PostgresServer.StartAsync();
        await using Campaign campaign = await Campaign.StartAsync(postgres);
        await Task.Delay(1000);
        campaign.Silos[2].Database.Cut();
        await Task.Delay(CutFor);
        campaign.Silos[2].Database.Heal();
        TimeSpan[] healed = await campaign.Load.AnsweredAfterAsync(Stopwatch.GetTimestamp(), Longest);
        await postgres.StopAsync("immediate");
        await Task.Delay(2000);
        await postgres.StartAgainAsync();
        TimeSpan[] started = await campaign.Load.AnsweredAfterAsync(Stopwatch.GetTimestamp(), Longest);
        output.WriteLine(
            $"One silo cut from the database for {CutFor.TotalSeconds} s, then the database stopped for 2 s: {await campaign.CheckAsync()}. Once healed: {Words(healed)}. Once started: {Words(started)}");
    }

    private static int Setting(string name, int otherwise) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } asked ? int.Parse(asked, CultureInfo.InvariantCulture) : otherwise;

    private static TimeSpan Quantile(IReadOnlyCollection<TimeSpan> gaps, double quantile)
    {
        TimeSpan[] sorted = [.. gaps.Order()];
        return sorted[(int)Math.Ceiling(quantile * sorted.Length) - 1];
    }

    /// <summary>Of the participations how many had an answer within a second, and how long the others took.</summary>
    private static string Words(IReadOnlyCollection<TimeSpan> gaps) => string.Create(
        CultureInfo.InvariantCulture,
        $"Until a participation answered again: p50 {Quantile(gaps, 0.5).TotalSeconds:0.00} s, p99 {Quantile(gaps, 0.99).TotalSeconds:0.0} s, longest {gaps.Max().TotalSeconds:0.0} s; {100.0 * gaps.Count(gap => gap < TimeSpan.FromSeconds(1)) / gaps.Count:0} % within a second");
}

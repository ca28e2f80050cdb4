using System.Globalization;
using System.Net;
using Vpp.Lifecycle.Tests.Service.Support;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Vpp.Lifecycle.Tests.Service;

/// <summary>kill -9 under load, five times on each database; kill-campaign.sh does it two hundred times.</summary>
[Collection(Services.CollectionApart)]
public sealed class KillTests(Services services, ITestOutputHelper output)
{
    private const int Writers = 6;
    private const int Participations = 24;
    private const int Lives = 4;
    private const int BulkBatch = 3;

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task What_was_acknowledged_survives_kill_9(string database)
    {
        string? asked = Environment.GetEnvironmentVariable("VPP_KILLS");
        int kills = asked is null ? 5 : int.Parse(asked, CultureInfo.InvariantCulture);
        await using RunningService service = await services.StartAsync(database, $"--Service:BulkBatch={BulkBatch}");
        using ServiceClient client = service.Client();
        Ledger ledger = await NewLedgerAsync(service, client);
        Life[] lives = [.. Enumerable.Range(0, Lives).Select(_ => new Life(client, service.NewDevice()))];
        string[] paused = await Task.WhenAll(Enumerable.Range(0, 4 * BulkBatch).Select(_ => service.EnrolToAsync(client, ParticipationState.Active, BulkLife.Programme)));
        // In a cluster the batches are those of shares, of which a client knows nothing.
        var bulk = new BulkLife(client, paused, service.Settings.Cluster is null ? BulkBatch : 1);
        TimeSpan slowest = TimeSpan.Zero;
        for (int kill = 0; kill < kills; kill++)
        {
            TimeSpan restart = await KillUnderLoadAsync(service, client, ledger, kill, [.. lives.Select(life => (Func<CancellationToken, Task>)life.LiveAsync), bulk.LiveAsync]);
            slowest = restart > slowest ? restart : slowest;
            foreach (Life life in lives)
                await life.CheckAsync();
            await bulk.CheckAsync();
            await ledger.CheckAsync(client);
        }

        foreach (Life life in lives)
        {
            await life.SettleAsync();
            await life.CheckAsync();
        }

        await bulk.SettleAsync();
        await bulk.CheckAsync();
        Assert.All(ledger.OtherAnswers, status => Assert.Equal(HttpStatusCode.ServiceUnavailable, status));
        int steps = lives.Sum(life => life.Answered);
        output.WriteLine(
            $"{database}: {kills} kills; acknowledged and all there {ledger.Acknowledged} single events, {steps} steps of whole lives, {bulk.Answered} bulk requests; " +
            $"the slowest restart took {slowest.TotalSeconds:0.00} s.");
        Assert.True(ledger.Acknowledged > kills && steps > kills && bulk.Answered > 0, "Too little was written for the kills to mean anything.");
        Assert.True(asked is null || slowest < TimeSpan.FromSeconds(5), $"A restart took {slowest}.");
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task A_service_that_acknowledges_before_it_commits_is_caught_by_kills_and_by_nothing_else(string database)
    {
        await using RunningService sound = await services.StartAsync(database);
        Ledger ledger;
        using (ServiceClient setUp = sound.Client())
            ledger = await NewLedgerAsync(sound, setUp);
        await sound.Process.TerminateAsync();
        await using RunningService service = await sound.AnotherAsync("Vpp.Lifecycle.Tests.Service.EarlyAnswers.dll");
        using ServiceClient client = service.Client();
        await WriteForAWhileAsync(client, ledger, seed: 0, async () =>
        {
            for (int tries = 0; tries < 1200 && ledger.Acknowledged < 40; tries++)
                await Task.Delay(50);
        });
        Assert.InRange(ledger.Acknowledged, 40, int.MaxValue);
        Assert.True(await HoldsAsync(() => ledger.CheckAsync(client)), "Caught without a kill.");

        int kills = 0;
        do
        {
            Assert.True(kills < 10, "A service that acknowledges before it commits was killed ten times and not caught.");
            await KillUnderLoadAsync(service, client, ledger, ++kills);
        }
        while (await HoldsAsync(() => ledger.CheckAsync(client)));
        output.WriteLine($"{database}: caught after kill {kills}, {ledger.Acknowledged} writes acknowledged.");
    }

    /// <summary>Whether a check holds, at last: what this service has acknowledged can be read a moment later, unless it is lost.</summary>
    private async Task<bool> HoldsAsync(Func<Task> check)
    {
        for (int tries = 1; ; tries++)
        {
            try
            {
                await check();
                return true;
            }
            catch (XunitException) when (tries < 12)
            {
                await Task.Delay(250);
            }
            catch (XunitException fault)
            {
                output.WriteLine($"The check does not hold: {fault.Message}");
                return false;
            }
        }
    }

    private static async Task<Ledger> NewLedgerAsync(RunningService service, ServiceClient client) =>
        new(await Task.WhenAll(Enumerable.Range(0, Participations).Select(_ => service.EnrolToAsync(client, ParticipationState.Active))));

    /// <summary>Writes for a moment, kills, starts again; how long that took.</summary>
    private static async Task<TimeSpan> KillUnderLoadAsync(
        RunningService service, ServiceClient client, Ledger ledger, int kill, params IReadOnlyList<Func<CancellationToken, Task>> others)
    {
        await WriteForAWhileAsync(client, ledger, 100 * kill, async () =>
        {
            await Task.Delay(new Random(kill).Next(50, 400));
            await service.Process.KillAsync();
        }, others);
        return await service.Process.RestartAsync();
    }

    private static async Task WriteForAWhileAsync(
        ServiceClient client, Ledger ledger, int seed, Func<Task> meanwhile, params IReadOnlyList<Func<CancellationToken, Task>> others)
    {
        using var stop = new CancellationTokenSource();
        Task[] writers = [.. Enumerable.Range(0, Writers).Select(writer => ledger.WriteAsync(client, seed + writer, stop.Token)), .. others.Select(write => write(stop.Token))];
        await meanwhile();
        await stop.CancelAsync();
        await Task.WhenAll(writers);
    }
}

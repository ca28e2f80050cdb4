using System.Globalization;
using Vpp.Lifecycle.Tests.Service.Support;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Vpp.Lifecycle.Tests.Service;

/// <summary>kill -9 under load, ten times; kill-campaign.sh does it two hundred times.</summary>
[Collection(Services.Collection)]
public sealed class KillTests(Services services, ITestOutputHelper output)
{
    private const int Writers = 6;
    private const int Participations = 24;

    public static TheoryData<string> Databases => Services.Databases;

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task What_was_acknowledged_survives_kill_9(string database)
    {
        string? asked = Environment.GetEnvironmentVariable("VPP_KILLS");
        int kills = asked is null ? 10 / Databases.Count : int.Parse(asked, CultureInfo.InvariantCulture);
        await using RunningService service = await services.StartAsync(database);
        using ServiceClient client = service.Client();
        Ledger ledger = await NewLedgerAsync(service, client);
        TimeSpan slowest = TimeSpan.Zero;
        for (int kill = 0; kill < kills; kill++)
        {
            TimeSpan restart = await KillUnderLoadAsync(service, client, ledger, kill);
            slowest = restart > slowest ? restart : slowest;
        }

        await ledger.CheckAsync(client);
        output.WriteLine($"{database}: {kills} kills, {ledger.Acknowledged} writes acknowledged and all there, the slowest restart took {slowest.TotalSeconds:0.00} s.");
        Assert.True(ledger.Acknowledged > kills, "Too little was written for the kills to mean anything.");
        Assert.True(asked is null || slowest < TimeSpan.FromSeconds(5), $"A restart took {slowest}.");
    }

    [Fact]
    public async Task A_service_that_acknowledges_before_it_commits_is_caught()
    {
        await using RunningService service = await RunningService.StartAsync(new ServiceSettings(await services.NewDatabaseAsync(Services.Sqlite))
        {
            Program = "Vpp.Lifecycle.Tests.Service.EarlyAnswers.dll",
        });
        using ServiceClient client = service.Client();
        Ledger ledger = await NewLedgerAsync(service, client);
        bool isCaught = false;
        for (int kill = 1; kill <= 10 && !isCaught; kill++)
        {
            await KillUnderLoadAsync(service, client, ledger, kill);
            isCaught = await FailsAsync(() => ledger.CheckAsync(client));
        }

        Assert.True(isCaught);
    }

    /// <summary>Whether a check fails, by a write that is lost or by an answer that contradicts the history.</summary>
    private static async Task<bool> FailsAsync(Func<Task> check)
    {
        try
        {
            await check();
            return false;
        }
        catch (XunitException)
        {
            return true;
        }
    }

    private static async Task<Ledger> NewLedgerAsync(RunningService service, ServiceClient client) =>
        new(await Task.WhenAll(Enumerable.Range(0, Participations).Select(_ => service.EnrolToAsync(client, ParticipationState.Active))));

    /// <summary>Writes for a moment, kills, starts again; how long that took.</summary>
    private static async Task<TimeSpan> KillUnderLoadAsync(RunningService service, ServiceClient client, Ledger ledger, int kill)
    {
        using var stop = new CancellationTokenSource();
        Task[] writers = [.. Enumerable.Range(0, Writers).Select(writer => ledger.WriteAsync(client, (100 * kill) + writer, stop.Token))];
        await Task.Delay(new Random(kill).Next(50, 400));
        await service.Process.KillAsync();
        await stop.CancelAsync();
        await Task.WhenAll(writers);
        return await service.Process.RestartAsync();
    }
}

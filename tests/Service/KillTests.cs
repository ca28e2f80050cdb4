using System.Globalization;
using Vpp.Lifecycle.Tests.Service.Support;
using Xunit.Abstractions;

namespace Vpp.Lifecycle.Tests.Service;

/// <summary>kill -9 under load, ten times; kill-campaign.sh does it two hundred times.</summary>
[Collection(Services.Collection)]
public sealed class KillTests(Services services, ITestOutputHelper output)
{
    private const int Writers = 6;

    public static TheoryData<string> Databases => Services.Databases;

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task What_was_acknowledged_survives_kill_9(string database)
    {
        string? asked = Environment.GetEnvironmentVariable("VPP_KILLS");
        int kills = asked is null ? 10 / Databases.Count : int.Parse(asked, CultureInfo.InvariantCulture);
        await using RunningService service = await services.StartAsync(database);
        using ServiceClient client = service.Client();
        string[] ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => service.EnrolToAsync(client, ParticipationState.Active)));
        var ledger = new Ledger(ids);
        var random = new Random(7);
        TimeSpan slowest = TimeSpan.Zero;
        for (int kill = 0; kill < kills; kill++)
        {
            using var stop = new CancellationTokenSource();
            Task[] writers = [.. Enumerable.Range(0, Writers).Select(writer => ledger.WriteAsync(client, (100 * kill) + writer, stop.Token))];
            await Task.Delay(random.Next(50, 400));
            await service.Process.KillAsync();
            await stop.CancelAsync();
            await Task.WhenAll(writers);
            TimeSpan restart = await service.Process.RestartAsync();
            slowest = restart > slowest ? restart : slowest;
        }

        await ledger.CheckAsync(client);
        output.WriteLine($"{database}: {kills} kills, {ledger.Acknowledged} writes acknowledged and all there, the slowest restart took {slowest.TotalSeconds:0.00} s.");
        Assert.True(ledger.Acknowledged > kills, "Too little was written for the kills to mean anything.");
        Assert.True(asked is null || slowest < TimeSpan.FromSeconds(5), $"A restart took {slowest}.");
    }
}

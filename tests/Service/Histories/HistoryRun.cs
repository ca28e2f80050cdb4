using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service.Histories;

/// <summary>Two instances, their clients and what goes wrong.</summary>
internal sealed class HistoryRun : IAsyncDisposable
{
    private const int Participations = 6;
    private const int MostStarts = 30;

    private static readonly TimeSpan Calm = TimeSpan.FromMilliseconds(700);

    // What was answered just before the standby was cut off may not have reached it.
    private static readonly long OnTheWay = Stopwatch.Frequency;

    private readonly ConcurrentQueue<Operation> _log = new();
    private readonly List<Loss> _losses = [];
    private readonly Cluster _cluster;
    private readonly ServiceProcess[] _instances;
    private readonly ServiceClient[] _clients;
    private readonly Dictionary<string, string> _devices = new(StringComparer.Ordinal);
    private readonly HistoryClient[] _writers;
    private int _rounds;

    private HistoryRun(Cluster cluster, ServiceProcess[] instances, string key, int writers)
    {
        (_cluster, _instances) = (cluster, instances);
        _clients = [.. instances.Select(instance => instance.Client(key))];
        _writers = new HistoryClient[writers];
    }

    public string Summary => string.Create(
        CultureInfo.InvariantCulture,
        $"{_rounds} rounds, {_losses.Count} of them failovers: {_log.Count} requests, {_log.Count(operation => operation.IsDone)} done, {_log.Count(operation => operation.Answered is null)} without an answer.");

    public static async Task<HistoryRun> StartAsync(int writers, string? sql = null)
    {
        Cluster cluster = await Cluster.StartAsync();
        // Deadlines have no part in it, and a killed instance is to be back soon.
        var settings = new ServiceSettings(cluster.ConnectionString);
        IReadOnlyDictionary<string, string> keys = await ServiceProcess.ImportAsync(settings, Directory());
        if (sql is not null)
            await cluster.QueryAsync(sql);
        ServiceProcess[] instances = [await ServiceProcess.StartAsync(settings), await ServiceProcess.StartAsync(settings)];
        var run = new HistoryRun(cluster, instances, keys["live"], writers);
        for (int number = 0; number < Participations; number++)
            await run.EnrolAsync(number);
        for (int writer = 0; writer < writers; writer++)
            run._writers[writer] = new HistoryClient(writer, run._clients, run._devices, run._log);
        return run;
    }

    /// <summary>Clients write and read, something goes wrong meanwhile, and in the end all have their answers.</summary>
    public async Task RoundAsync(Nemesis nemesis)
    {
        _rounds++;
        using var stop = new CancellationTokenSource();
        Task[] living = [.. _writers.Select(writer => writer.LiveAsync(stop.Token))];
        await Task.Delay(Calm);
        await DoAsync(nemesis);
        await Task.Delay(Calm);
        await stop.CancelAsync();
        await Task.WhenAll(living);
        foreach (HistoryClient writer in _writers)
            await writer.SettleAsync();
        if (nemesis == Nemesis.PromoteStandby)
            await _cluster.AddStandbyAsync();
    }

    public async Task<IReadOnlyList<string>> CheckAsync()
    {
        var histories = new Dictionary<string, ToldHistory>(StringComparer.Ordinal);
        var faults = new List<string>();
        foreach (string id in _devices.Keys)
        {
            try
            {
                // By either instance: what one of them remembers must be what the other reads.
                histories[id] = new ToldHistory(await HistoryAsync(_clients[0], id));
                foreach (ServiceClient client in _clients)
                {
                    Reply now = await client.GetAsync($"vpp-participations/{id}");
                    if (!histories[id].Was(Json.ParticipationResource.Parse(now.Body), histories[id].Count - 1, histories[id].Count))
                        faults.Add($"{id} is {now.Text}; its history makes {histories[id].After(histories[id].Count - 1)}.");
                }
            }
            catch (Exception fault) when (fault is InvalidOperationException or ArgumentException or HistoryReplayException)
            {
                faults.Add($"The history of {id} cannot have happened: {fault.Message}");
            }
        }

        return faults.Count > 0 ? faults : new HistoryChecker([.. _log], histories, _losses).Check();
    }

    /// <summary>That something was written, and that something was lost on the way, so that the check means something.</summary>
    public void RequireMeaning(int rounds)
    {
        Assert.True(_log.Count(operation => operation.IsDone) > 50 * rounds, $"Too little was done: {Summary}");
        Assert.True(rounds < 5 || _log.Any(operation => operation.Answered is null || !operation.IsDone), $"Nothing went wrong: {Summary}");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (ServiceClient client in _clients)
            client.Dispose();
        foreach (ServiceProcess instance in _instances)
            await instance.DisposeAsync();
        await _cluster.DisposeAsync();
    }

    private static object Directory() => new
    {
        accounts = new[] { new { id = "acc_1", name = "Account", keys = new[] { new { label = "live", live_mode = true } } } },
        providers = new[] { new { id = "prv_1", display_name = "Leap" } },
        programmes = new[] { new { id = "vpr_0", provider_id = "prv_1", display_name = "Winter" }, new { id = "vpr_1", provider_id = "prv_1", display_name = "Summer" } },
        groups = Enumerable.Range(0, HistoryClient.Groups).Select(index => new { id = HistoryClient.Group(index), account_id = "acc_1", name = $"Group {index}" }).ToArray(),
        // One location for all: whoever changes its groups meets everyone else who does.
        locations = new[] { new { id = "loc_1", account_id = "acc_1", live_mode = true, city = "Springfield" } },
        devices = Enumerable.Range(0, Participations / 2).Select(index => new { id = $"dev_{index}", location_id = "loc_1", display_name = "Battery", meter_access = "NOT_REQUIRED" }).ToArray(),
    };

    private static async Task<JsonArray> HistoryAsync(ServiceClient client, string id)
    {
        var all = new JsonArray();
        for (bool more = true; more;)
        {
            JsonObject page = (await client.GetAsync($"vpp-participations/{id}/history?starting_after={all.Count}")).Json;
            foreach (JsonNode? entry in page["data"]!.AsArray())
                all.Add(entry!.DeepClone());
            more = (bool)page["has_more"]!;
        }

        return all;
    }

    private async Task EnrolAsync(int number)
    {
        string device = $"dev_{number / 2}";
        Reply created = await _clients[0].PostAsync("vpp-participations", new { device_id = device, programme_id = $"vpr_{number % 2}", provider_id = "prv_1" });
        string id = created["id"] ?? throw new InvalidOperationException(created.ToString());
        foreach (Trigger trigger in Configuration.From(ParticipationState.EnrolmentRequested).PathTo(ParticipationState.Active)!)
            await _clients[0].FireAsync(id, trigger.ToWireName());
        _devices.Add(id, device);
    }

    private async Task DoAsync(Nemesis nemesis)
    {
        switch (nemesis)
        {
            case Nemesis.KillInstance:
                await KillAsync(_instances[_rounds % _instances.Length]);
                break;
            case Nemesis.KillBoth:
                await Task.WhenAll(_instances.Select(KillAsync));
                break;
            case Nemesis.EndConnections:
                await _cluster.TerminateBackendsAsync();
                break;
            case Nemesis.RestartDatabase:
                await _cluster.RestartAsync();
                break;
            default:
                await FailOverAsync();
                break;
        }
    }

    private static async Task KillAsync(ServiceProcess instance)
    {
        await instance.KillAsync();
        for (int tries = 1; ; tries++)
        {
            try
            {
                await instance.RestartAsync();
                return;
            }
            catch (InvalidOperationException) when (tries < MostStarts)
            {
                // Somebody else's connection may have its port at the moment.
                await Task.Delay(Calm);
            }
        }
    }

    /// <summary>The standby is cut off for a while, in which writes go on and are acknowledged; then the primary is lost with them.</summary>
    private async Task FailOverAsync()
    {
        await _cluster.CatchUpAsync();
        long from = Stopwatch.GetTimestamp();
        int sender = await _cluster.CutOffAsync();
        await Task.Delay(Calm);
        await _cluster.FailOverAsync(sender);
        _losses.Add(new Loss(from - OnTheWay, Stopwatch.GetTimestamp()));
    }
}

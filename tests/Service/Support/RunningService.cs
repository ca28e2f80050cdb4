using System.Net;

namespace Vpp.Lifecycle.Tests.Service.Support;

/// <summary>A service with the tests' directory in it.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    private readonly IReadOnlyDictionary<string, string> _keys;
    private int _devices;

    private RunningService(ServiceProcess process, ServiceSettings settings, IReadOnlyDictionary<string, string> keys)
    {
        Process = process;
        Settings = settings;
        _keys = keys;
    }

    public ServiceProcess Process { get; }

    public ServiceSettings Settings { get; }

    public string Database => Settings.Database;

    public static async Task<RunningService> StartAsync(ServiceSettings settings)
    {
        IReadOnlyDictionary<string, string> keys = await TestDirectory.ImportAsync(settings);
        return new RunningService(await ServiceProcess.StartAsync(settings), settings, keys);
    }

    /// <summary>Another instance on the same database, of the same program unless another is named.</summary>
    public async Task<RunningService> AnotherAsync(string? program = null, string? plantedFault = null)
    {
        ServiceSettings settings = program is null ? Settings : Settings with { Program = program };
        if (plantedFault is not null)
            settings = settings with { Environment = new Dictionary<string, string?>(settings.Environment) { ["PLANTED_FAULT"] = plantedFault } };
        return new RunningService(await ServiceProcess.StartAsync(settings), settings, _keys);
    }

    /// <summary>The key of a label: one-live, one-test, two-live, two-test.</summary>
    public string Key(string label) => _keys[label];

    public ServiceClient Client(string label = "one-live") => Process.Client(_keys[label]);

    /// <summary>A device that no other test uses.</summary>
    public string NewDevice(string account = "one", bool live = true, MeterAccess meterAccess = MeterAccess.NotRequired) =>
        TestDirectory.Device(account, live, (3 * Interlocked.Increment(ref _devices)) + (int)meterAccess);

    /// <summary>Enrols a new device; gives the participation's identifier.</summary>
    public async Task<string> EnrolAsync(ServiceClient client, string account = "one", bool live = true, MeterAccess meterAccess = MeterAccess.NotRequired, string programme = TestDirectory.Programme)
    {
        Reply reply = await client.PostAsync("vpp-participations", new
        {
            device_id = NewDevice(account, live, meterAccess),
            programme_id = programme,
            provider_id = programme == "vpr_bulk" ? "prv_other" : TestDirectory.Provider,
        });
        Assert.True(reply.Status == HttpStatusCode.Created, reply.ToString());
        return reply["id"]!;
    }

    /// <summary>Enrols a new device and brings it to a state the shortest way.</summary>
    public async Task<string> EnrolToAsync(ServiceClient client, ParticipationState state, string programme = TestDirectory.Programme, bool live = true)
    {
        bool needsMeter = state == ParticipationState.AwaitingMeterAccess;
        string id = await EnrolAsync(client, live: live, meterAccess: needsMeter ? MeterAccess.Required : MeterAccess.NotRequired, programme: programme);
        foreach (Trigger trigger in Configuration.From(ParticipationState.EnrolmentRequested, needsMeter).PathTo(state)!)
            await client.FireAsync(id, trigger.ToWireName());
        return id;
    }

    public ValueTask DisposeAsync() => Process.DisposeAsync();
}

using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service.Cluster;

/// <summary>Three silos under load, something that happens to them, and what must hold afterwards.</summary>
internal sealed class Campaign : IAsyncDisposable
{
    private const int Participations = 24;

    private readonly string _folder;
    private readonly string _connectionString;
    private readonly CancellationTokenSource _stop = new();
    private readonly Network? _network;
    private Task _running = Task.CompletedTask;

    private Campaign(string folder, string connectionString, Network? network, Silo[] silos, Load load)
    {
        (_folder, _connectionString, _network, Silos, Load) = (folder, connectionString, network, silos, load);
    }

    public Silo[] Silos { get; }

    public Load Load { get; }

    public Network Network => _network!;

    /// <param name="postgres">The server.</param>
    /// <param name="network">Where each silo has a namespace of its own; null for the loopback.</param>
    /// <param name="environmentOf">What is set for a silo's process.</param>
    public static async Task<Campaign> StartAsync(PostgresServer postgres, Network? network = null, Func<int, Dictionary<string, string>>? environmentOf = null)
    {
        string connectionString = await postgres.CreateDatabaseAsync();
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        var direct = new ServiceSettings(connectionString);
        IReadOnlyDictionary<string, string> keys = await TestDirectory.ImportAsync(direct);
        string folder = Directory.CreateTempSubdirectory("vpp-cluster-").FullName;
        Silo[] silos = [.. Enumerable.Range(1, 3).Select(number => new Silo(
            number, folder, settings.Database!, Path.Combine(settings.Host!, ".s.PGSQL.5432"), keys["one-live"], network?.Wrapper(number) ?? [],
            network is null ? "127.0.0.1" : Network.Address(number), environmentOf?.Invoke(number)))];
        string[] ids = new string[Participations];
        // One after the other: they are the three that a cluster begins with.
        foreach (Silo silo in silos)
            await silo.StartAsync();
        for (int index = 0; index < Participations; index++)
            ids[index] = await EnrolAsync(silos[index % silos.Length].Client, index);
        var campaign = new Campaign(folder, connectionString, network, silos, new Load(silos, ids));
        campaign._running = campaign.Load.RunAsync(campaign._stop.Token);
        return campaign;
    }

    /// <summary>Ends the load and compares what was observed with what is stored.</summary>
    public async Task<string> CheckAsync()
    {
        await _stop.CancelAsync();
        await _running;
        Assert.Empty(Load.Faults.Take(5));
        List<RecordedWrite> recorded = await RecordedAsync();
        Assert.Empty(ObservedHistory.Faults(Load.Observations, recorded).Take(5));
        // Each snapshot is what its history replays to.
        ProgramRun check = await ServiceProcess.TryAsync(new ServiceSettings(_connectionString), "check");
        Assert.True(check.ExitStatus == 0, check.Output + check.Errors);
        int acknowledged = Load.Observations.Count(seen => seen is { Operation: not null, Version: not null });
        Assert.InRange(acknowledged, 100, int.MaxValue);
        return $"{acknowledged} events acknowledged, {Load.Observations.Count - acknowledged} reads, {Load.Retries} repeats; all there, none twice, linearisable, each history replays to its snapshot";
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (Silo silo in Silos)
            await silo.DisposeAsync();
        if (_network is not null)
            await _network.DisposeAsync();
        _stop.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<string> EnrolAsync(HttpClient client, int index)
    {
        using HttpResponseMessage created = await client.PostAsJsonAsync(
            "vpp-participations", new { device_id = TestDirectory.Device("one", true, 3 * index), programme_id = TestDirectory.Programme, provider_id = TestDirectory.Provider });
        string id = JsonDocument.Parse(await created.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString()!;
        foreach (Trigger trigger in Configuration.From(ParticipationState.EnrolmentRequested).PathTo(ParticipationState.Active)!)
            (await client.PostAsJsonAsync($"vpp-participations/{id}/events", new { @event = trigger.ToWireName() })).EnsureSuccessStatusCode();
        return id;
    }

    private async Task<List<RecordedWrite>> RecordedAsync()
    {
        await using var source = NpgsqlDataSource.Create(_connectionString);
        await using NpgsqlCommand command = source.CreateCommand("SELECT participation_id, event::json ->> 'note', version FROM participation_event");
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        var recorded = new List<RecordedWrite>();
        while (await reader.ReadAsync())
            recorded.Add(new RecordedWrite(reader.GetString(0), await reader.IsDBNullAsync(1) ? null : reader.GetString(1), reader.GetInt64(2)));
        return recorded;
    }
}

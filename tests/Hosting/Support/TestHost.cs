using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Deadlines;

namespace Vpp.Lifecycle.Tests.Hosting.Support;

/// <summary>A host on a database, with a clock that stands still until it is told. Its workers do nothing by themselves.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    private readonly IHost _host;

    private TestHost(IHost host, string connectionString, FakeTimeProvider clock)
    {
        _host = host;
        ConnectionString = connectionString;
        Clock = clock;
    }

    public string ConnectionString { get; }

    public FakeTimeProvider Clock { get; }

    public DateTimeOffset Now => Clock.GetUtcNow();

    public IParticipationStore Store => Get<IParticipationStore>();

    public IParticipationLists Lists => Get<IParticipationLists>();

    public IParticipationDatabase Database => Get<IParticipationDatabase>();

    public IParticipationUpkeep Upkeep => Get<IParticipationUpkeep>();

    public DeadlineSweep Sweep => Get<DeadlineSweep>();

    public static async Task<TestHost> StartAsync(
        string connectionString, Action<ParticipationOptions>? configure = null, FakeTimeProvider? clock = null, Action<IServiceCollection>? replace = null, bool prepare = true)
    {
        clock ??= new FakeTimeProvider(Start);
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddParticipations(options =>
        {
            options.UseDatabase(connectionString);
            options.DeadlinePolling = TimeSpan.FromDays(20);
            configure?.Invoke(options);
        });
        replace?.Invoke(builder.Services);
        IHost host = builder.Build();
        if (prepare)
            await host.Services.GetRequiredService<IParticipationUpkeep>().PrepareAsync();
        return new TestHost(host, connectionString, clock);
    }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    /// <summary>Starts the host's services too.</summary>
    public Task RunAsync() => _host.StartAsync();

    /// <summary>A stored participation, led to a state by the shortest way, an hour a step.</summary>
    public async Task<StoredParticipation> GivenAsync(string id, ParticipationState state = ParticipationState.EnrolmentRequested, string device = "dev_1", string programme = "vpr_1")
    {
        StoredParticipation stored = (await Store.CreateAsync(Given.Requested(id, Now, device, programme))).AsT0.Stored;
        foreach (Trigger trigger in stored.Participation.PathTo(state)!)
        {
            Clock.Advance(TimeSpan.FromHours(1));
            ChangeResult result = await Store.ApplyAsync(id, trigger, Now, new ParticipationWrite { Actor = "test" });
            stored = result.TryPickAccepted(out AcceptedChange? accepted) ? accepted.Stored : throw new InvalidOperationException(result.Value.ToString());
        }

        return stored;
    }

    public async Task<StoredParticipation> FindAsync(string id) => (await Store.FindAsync(id)).Stored ?? throw new InvalidOperationException($"There is no {id}.");

    public async Task<List<CheckFault>> CheckAsync()
    {
        var faults = new List<CheckFault>();
        await Upkeep.CheckAsync(fault =>
        {
            faults.Add(fault);
            return ValueTask.CompletedTask;
        });
        return faults;
    }

    /// <summary>Executes a statement as a hand at the database would.</summary>
    public Task<int> ExecuteAsync(string sql, params object?[] values) => Database.ExecuteAsync([new SqlStatement(sql, values)]);

    /// <summary>The first column of a query's first row.</summary>
    public async Task<object?> ScalarAsync(string sql)
    {
        await using ConnectionLease lease = await Database.OpenAsync();
        await using DbCommand command = lease.Connection.CreateCommand();
        command.CommandText = sql;
        object? value = await command.ExecuteScalarAsync();
        return value is DBNull ? null : value;
    }

    public async Task<long> CountAsync(string table) => Convert.ToInt64(await ScalarAsync($"SELECT COUNT(*) FROM {table}"), System.Globalization.CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        using var stopping = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await _host.StopAsync(stopping.Token);
        if (_host is IAsyncDisposable disposable)
            await disposable.DisposeAsync();
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.TestingHost;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Orleans;

namespace Vpp.Lifecycle.Tests.Orleans.Support;

/// <summary>Silos in this process, on a PostgreSQL database of their own that has their reminders too; and a client beside them that has no database.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    private TestCluster(InProcessTestCluster cluster, string connectionString, ShiftedClock clock)
    {
        Cluster = cluster;
        ConnectionString = connectionString;
        Clock = clock;
    }

    public InProcessTestCluster Cluster { get; }

    public string ConnectionString { get; }

    public ShiftedClock Clock { get; }

    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>The store of a client: all that goes in or out crosses the wire.</summary>
    public IParticipationStore Store => Cluster.Client.ServiceProvider.GetRequiredService<IParticipationStore>();

    /// <param name="connectionString">The database.</param>
    /// <param name="silos">How many silos.</param>
    /// <param name="configure">What else is set of the participations.</param>
    /// <param name="configureSilo">What else is set of a silo.</param>
    /// <param name="isPart">Whether it knows of no silo but its own, as a part of a cluster that is split: the members are not in the database.</param>
    public static async Task<TestCluster> StartAsync(
        string connectionString, short silos = 2, Action<ParticipationOptions>? configure = null, Action<ISiloBuilder>? configureSilo = null, bool isPart = false)
    {
        var clock = new ShiftedClock();
        var builder = new InProcessTestClusterBuilder(silos) { Options = { ClusterId = "test", ServiceId = "test" } };
        builder.ConfigureHost(host =>
        {
            host.Logging.ClearProviders();
            host.Services.AddSingleton<TimeProvider>(clock);
        });
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddParticipations(options =>
            {
                options.UseDatabase(connectionString);
                options.DeadlinePolling = TimeSpan.FromMilliseconds(200);
                configure?.Invoke(options);
            });
            if (isPart)
                silo.UseInMemoryReminderService();
            else
                silo.UseParticipationTables();
            configureSilo?.Invoke(silo);
        });
        builder.ConfigureClient(client => client.AddParticipations());
        InProcessTestCluster cluster = builder.Build();
        try
        {
            await cluster.DeployAsync();
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }

        return new TestCluster(cluster, connectionString, clock);
    }

    /// <summary>A service of one of the silos.</summary>
    public T Of<T>(int silo)
        where T : notnull => Cluster.Silos[silo].ServiceProvider.GetRequiredService<T>();

    /// <summary>Waits for something to be so, ten seconds at most.</summary>
    public static async Task<bool> SoonAsync(Func<Task<bool>> isSo, int seconds = 10)
    {
        DateTime end = DateTime.UtcNow.AddSeconds(seconds);
        while (DateTime.UtcNow < end)
        {
            if (await isSo())
                return true;
            await Task.Delay(50);
        }

        return await isSo();
    }

    public async ValueTask DisposeAsync()
    {
        await Cluster.StopAllSilosAsync();
        await Cluster.DisposeAsync();
    }
}

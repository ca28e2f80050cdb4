namespace Vpp.Lifecycle.Tests.Orleans.Support;

/// <summary>A PostgreSQL server for all tests of a collection, and a cluster of two silos that they share where they can.</summary>
public sealed class Clusters : IAsyncLifetime
{
    public const string Collection = "clusters";

    private readonly Dictionary<string, TestCluster> _shared = [];
    private PostgresServer? _postgres;

    internal PostgresServer Postgres => _postgres!;

    public async Task InitializeAsync()
    {
        if (Requirement.Missing(Requirement.PostgreSql) is null)
            _postgres = await PostgresServer.StartAsync();
    }

    public async Task DisposeAsync()
    {
        foreach (TestCluster cluster in _shared.Values)
            await cluster.DisposeAsync();
        if (_postgres is not null)
            await _postgres.DisposeAsync();
    }

    /// <summary>New, empty databases, by name; the first is "main".</summary>
    internal async Task<(string First, Dictionary<string, string> Others)> DatabasesAsync(params string[] others)
    {
        string first = await DatabaseAsync();
        var byName = new Dictionary<string, string>();
        foreach (string name in others)
            byName.Add(name, await DatabaseAsync());
        return (first, byName);
    }

    /// <summary>A new, empty database for hosts of which there are many on the server, one after the other: the pools of Orleans' providers outlive their host.</summary>
    internal async Task<string> DatabaseAsync() =>
        (await Postgres.CreateDatabaseAsync()).Replace("Maximum Pool Size=40", "Maximum Pool Size=12;Connection Idle Lifetime=5;Connection Pruning Interval=5", StringComparison.Ordinal);

    internal async Task<TestCluster> SharedAsync()
    {
        if (!_shared.TryGetValue("", out TestCluster? cluster))
            _shared.Add("", cluster = await TestCluster.StartAsync(await Postgres.CreateDatabaseAsync()));
        return cluster;
    }
}

/// <summary>The tests that share it.</summary>
[CollectionDefinition(Clusters.Collection)]
public sealed class ClustersDefinition : ICollectionFixture<Clusters>;

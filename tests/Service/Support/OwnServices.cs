namespace Vpp.Lifecycle.Tests.Service.Support;

/// <summary>Databases, and services of the tests' own on them.</summary>
public class OwnServices : IAsyncLifetime
{
    public const string CollectionOfSilos = "silos";
    public const string Sqlite = "SQLite";
    public const string PostgreSql = "PostgreSQL";

    // The whole suite on clusters: VPP_CLUSTER=1 dotnet test tests/Service
    private static readonly bool EveryoneInACluster = Environment.GetEnvironmentVariable("VPP_CLUSTER") == "1";

    // And each of them on two databases: VPP_DATABASES=1 beside it.
    private static readonly bool EveryoneOnTwoDatabases = Environment.GetEnvironmentVariable("VPP_DATABASES") == "1";

    private readonly DirectoryInfo _files = Directory.CreateTempSubdirectory("vpp-service-");
    private PostgresServer? _postgres;

    internal PostgresServer Postgres => _postgres!;

    internal async Task<string> NewDatabaseAsync(string database) =>
        database == Sqlite ? $"Data Source={Path.Combine(_files.CreateSubdirectory(Guid.NewGuid().ToString("N")).FullName, "service.db")}" : await _postgres!.CreateDatabaseAsync();

    /// <summary>A service of the test's own, with the tests' directory.</summary>
    internal async Task<RunningService> StartAsync(string database, params string[] settings)
    {
        bool inACluster = database == PostgreSql && EveryoneInACluster;
        return await RunningService.StartAsync(new ServiceSettings(await NewDatabaseAsync(database))
        {
            More = settings,
            Cluster = inACluster ? "tests" : null,
            Databases = inACluster && EveryoneOnTwoDatabases ? new Dictionary<string, string> { ["b"] = await NewDatabaseAsync(PostgreSql) } : new Dictionary<string, string>(),
        });
    }

    /// <summary>A silo of the test's own with a second database, "b".</summary>
    internal async Task<RunningService> StartOnTwoDatabasesAsync(string? second = null, params string[] settings) => await RunningService.StartAsync(new ServiceSettings(await NewDatabaseAsync(PostgreSql))
    {
        More = settings,
        Cluster = "two",
        Databases = new Dictionary<string, string> { ["b"] = second ?? await NewDatabaseAsync(PostgreSql) },
    });

    /// <summary>A cluster of three silos of the test's own.</summary>
    internal async Task<RunningService[]> StartClusterAsync(params string[] settings)
    {
        RunningService first = await RunningService.StartAsync(new ServiceSettings(await NewDatabaseAsync(PostgreSql)) { More = settings, Cluster = "three" });
        return [first, await first.AnotherAsync(), await first.AnotherAsync()];
    }

    public virtual async Task InitializeAsync()
    {
        if (Requirement.Missing(Requirement.PostgreSql) is null)
            _postgres = await PostgresServer.StartAsync();
    }

    public virtual async Task DisposeAsync()
    {
        if (_postgres is not null)
            await _postgres.DisposeAsync();
        _files.Delete(recursive: true);
    }
}

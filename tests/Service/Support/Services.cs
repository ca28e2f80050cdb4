using Xunit.Abstractions;
using Xunit.Sdk;

namespace Vpp.Lifecycle.Tests.Service.Support;

/// <summary>One service on each database that this machine has, shared by the tests that do no harm to it.</summary>
public sealed class Services(IMessageSink messages) : IAsyncLifetime
{
    public const string Collection = "services";
    public const string Sqlite = "SQLite";
    public const string PostgreSql = "PostgreSQL";

    /// <summary>The databases there are.</summary>
    public static IReadOnlyList<string> Names => Requirement.PostgreSql.IsThere ? [Sqlite, PostgreSql] : [Sqlite];

    private readonly Dictionary<string, RunningService> _running = [];
    private PostgresServer? _postgres;

    /// <summary>The same for a theory over them, with a case for each.</summary>
    public static TheoryData<string> Databases => new(Names);

    /// <summary>The same without SQLite, for what takes several instances: whether it is there, <see cref="Has"/> says.</summary>
    public static TheoryData<string> SharedDatabases => [PostgreSql];

    /// <summary>
    /// Whether this machine has what a test needs. Where it has not, the test has nothing to check and passes, which has been said in one line; under
    /// continuous integration (CI=true) it fails, so that no check is left out unnoticed.
    /// </summary>
    internal static bool Has(params Requirement[] needed) => AreThere(needed, isDeciding: Environment.GetEnvironmentVariable("CI") == "true");

    internal static bool AreThere(Requirement[] needed, bool isDeciding)
    {
        Requirement? missing = Array.Find(needed, requirement => !requirement.IsThere);
        Assert.False(isDeciding && missing is not null, missing?.Missing);
        return missing is null;
    }

    internal RunningService On(string database) => _running[database];

    internal async Task<string> NewDatabaseAsync(string database) =>
        database == Sqlite ? $"Data Source={Path.Combine(Directory.CreateTempSubdirectory("vpp-service-").FullName, "service.db")}" : await _postgres!.CreateDatabaseAsync();

    /// <summary>A service of the test's own, with the tests' directory.</summary>
    internal async Task<RunningService> StartAsync(string database, params string[] settings) =>
        await RunningService.StartAsync(new ServiceSettings(await NewDatabaseAsync(database)) { More = settings });

    public async Task InitializeAsync()
    {
        foreach (Requirement missing in Requirement.All.Where(requirement => !requirement.IsThere))
            messages.OnMessage(new DiagnosticMessage(missing.Missing));
        if (Requirement.PostgreSql.IsThere)
            _postgres = await PostgresServer.StartAsync();
        foreach (string database in Names)
            _running[database] = await StartAsync(database, "--Service:DeadlinePolling=00:00:00.2", "--Service:BulkBatch=7");
    }

    public async Task DisposeAsync()
    {
        foreach (RunningService service in _running.Values)
            await service.DisposeAsync();
        if (_postgres is not null)
            await _postgres.DisposeAsync();
    }
}

namespace Vpp.Lifecycle.Tests.Hosting.Support;

/// <summary>New, empty databases, on one PostgreSQL server for all tests of a collection.</summary>
public sealed class TestDatabases : IAsyncLifetime
{
    public const string Collection = "databases";
    public const string Sqlite = "SQLite";
    public const string PostgreSql = "PostgreSQL";

    private readonly string _folder = Directory.CreateTempSubdirectory("vpp-hosting-").FullName;
    private PostgresServer? _postgres;
    private int _files;

    public async Task InitializeAsync()
    {
        if (Requirement.Missing(Requirement.PostgreSql) is null)
            _postgres = await PostgresServer.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (_postgres is not null)
            await _postgres.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The connection string of a new database.</summary>
    internal async Task<string> NewAsync(string database) =>
        database == Sqlite ? $"Data Source={Path.Combine(_folder, $"{Interlocked.Increment(ref _files)}.db")}" : await _postgres!.CreateDatabaseAsync();

    internal PostgresServer Postgres => _postgres!;
}

/// <summary>The tests that share them.</summary>
[CollectionDefinition(TestDatabases.Collection)]
public sealed class DatabasesDefinition : ICollectionFixture<TestDatabases>;

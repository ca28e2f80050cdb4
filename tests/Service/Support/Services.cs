namespace Vpp.Lifecycle.Tests.Service.Support;

/// <summary>One service on each database that this machine has, shared by the tests that do no harm to it.</summary>
public sealed class Services : OwnServices
{
    public const string Collection = "services";
    public const string CollectionApart = "services apart";
    public const string CollectionForBrowsers = "services for browsers";
    public const string CollectionForOperators = "services for operators";

    private readonly Dictionary<string, RunningService> _running = [];

    internal RunningService On(string database) => _running[database];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        foreach (string database in Postgres is null ? [Sqlite] : new[] { Sqlite, PostgreSql })
            _running[database] = await StartAsync(database, "--Service:DeadlinePolling=00:00:00.2", "--Service:BulkBatch=7", "--Service:SignInsPerMinute=100000");
    }

    public override async Task DisposeAsync()
    {
        foreach (RunningService service in _running.Values)
            await service.DisposeAsync();
        await base.DisposeAsync();
    }
}

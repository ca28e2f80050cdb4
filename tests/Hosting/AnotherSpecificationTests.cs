using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Tests.Hosting.Support;

namespace Vpp.Lifecycle.Tests.Hosting;

/// <summary>What was stored under another specification can be read, and is told apart (R33).</summary>
[Collection(TestDatabases.Collection)]
public sealed class AnotherSpecificationTests(TestDatabases databases)
{
    private const string Another = "0123456789abcdef";

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task A_row_says_which_it_was_written_under_until_the_next_write(string database)
    {
        await using TestHost host = await GivenAsync(database);
        Assert.Equal((Another, null, SpecificationHash.Current), (await SpecificationAsync(host, "vpp_1"), await SpecificationAsync(host, "vpp_2"), await SpecificationAsync(host, "vpp_3")));

        StoredParticipation written = (await host.Store.ApplyAsync("vpp_1", Trigger.ConsentRequested, host.Now)).AsT0.Stored;

        Assert.Equal((SpecificationHash.Current, SpecificationHash.Current), (written.Specification, await SpecificationAsync(host, "vpp_1")));
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task The_check_counts_them_and_finds_no_fault(string database)
    {
        await using TestHost host = await GivenAsync(database);
        Assert.Equal(new CheckSummary(3, 0, 2), await host.Upkeep.CheckAsync(fault => throw new InvalidOperationException(fault.ToString())));
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task How_many_there_are_is_logged_once_when_due_times_are_derived_again(string database)
    {
        await using TestHost before = await GivenAsync(database);
        using var log = new Recorder();
        await using TestHost host = await TestHost.StartAsync(
            before.ConnectionString, options => options.Timers = LifecycleTimers.Default with { ConsentDecision = TimeSpan.FromDays(9) }, replace: services => services.AddSingleton<ILoggerFactory>(log));

        await host.Sweep.RunAsync(default);
        Assert.Equal($"Of these, 2 were last written under another specification than {SpecificationHash.Current}, which is no fault", Assert.Single(log.Messages, message => message.StartsWith("Of these", StringComparison.Ordinal)));

        await host.Sweep.RunAsync(default);
        Assert.Single(log.Messages, message => message.StartsWith("Of these", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_there_is_none_nothing_is_logged_of_it()
    {
        string connection = await databases.NewAsync(TestDatabases.Sqlite);
        await using (TestHost before = await TestHost.StartAsync(connection))
            await before.GivenAsync("vpp_1");
        using var log = new Recorder();
        await using TestHost host = await TestHost.StartAsync(
            connection, options => options.Timers = LifecycleTimers.Default with { ConsentDecision = TimeSpan.FromDays(9) }, replace: services => services.AddSingleton<ILoggerFactory>(log));
        await host.Sweep.RunAsync(default);
        Assert.Contains(log.Messages, message => message.StartsWith("The due times of 1 participations were derived again", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Messages, message => message.StartsWith("Of these", StringComparison.Ordinal));
    }

    /// <summary>Three rows: of another specification, of a version that named none, and of this one.</summary>
    private async Task<TestHost> GivenAsync(string database)
    {
        TestHost host = await TestHost.StartAsync(await databases.NewAsync(database));
        for (int number = 1; number <= 3; number++)
            await host.GivenAsync($"vpp_{number}", device: $"dev_{number}");
        string named = $"\"specification\":\"{SpecificationHash.Current}\",";
        Assert.Equal(1, await host.ExecuteAsync("UPDATE participation SET snapshot = REPLACE(snapshot, $2, $3) WHERE id = $1", "vpp_1", named, named.Replace(SpecificationHash.Current, Another, StringComparison.Ordinal)));
        Assert.Equal(1, await host.ExecuteAsync("UPDATE participation SET snapshot = REPLACE(snapshot, $2, '') WHERE id = $1", "vpp_2", named));
        await host.DisposeAsync();
        return await TestHost.StartAsync(host.ConnectionString, clock: host.Clock);
    }

    private static async Task<string?> SpecificationAsync(TestHost host, string id) => (await host.FindAsync(id)).Specification;

    private sealed class Recorder : ILoggerFactory, ILogger
    {
        public ConcurrentQueue<string> Messages { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Messages.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}

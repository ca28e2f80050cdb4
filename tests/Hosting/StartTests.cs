using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Tests.Hosting.Support;

namespace Vpp.Lifecycle.Tests.Hosting;

[Collection(TestDatabases.Collection)]
public class StartTests(TestDatabases databases)
{
    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task A_schema_of_a_newer_build_is_refused(string database)
    {
        string connection = await databases.NewAsync(database);
        await using (TestHost host = await TestHost.StartAsync(connection))
            await host.ExecuteAsync("INSERT INTO participation_migration (name, version, applied_at) VALUES ($1, $2, $3)", "participation", 999, 1L);
        UnusableDatabaseException fault = await Assert.ThrowsAsync<UnusableDatabaseException>(() => TestHost.StartAsync(connection));
        Assert.Equal($"The database has version 999 of the schema \"participation\"; this build knows {MigrationSet.Own.Scripts.Max(script => script.Version)}. Start a newer build.", fault.Message);
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task A_start_over_what_is_there_changes_nothing(string database)
    {
        string connection = await databases.NewAsync(database);
        await using (TestHost host = await TestHost.StartAsync(connection, options => options.AddMigrations("shop", typeof(StartTests).Assembly, "Shop/")))
            await host.GivenAsync("vpp_1");
        await using TestHost again = await TestHost.StartAsync(connection, options => options.AddMigrations("shop", typeof(StartTests).Assembly, "Shop/"));
        Assert.Equal((1L, MigrationSet.Own.Scripts.Max(script => script.Version) + 1L), (await again.CountAsync("participation"), await again.CountAsync("participation_migration")));
    }

    [FactWith(Requirement.Unix)]
    public async Task The_sqlite_file_and_its_side_files_are_their_owner_s_alone()
    {
        string connection = await databases.NewAsync(TestDatabases.Sqlite);
        string file = new SqliteConnectionStringBuilder(connection).DataSource;
        await using (TestHost host = await TestHost.StartAsync(connection))
        {
            await host.GivenAsync("vpp_1");
            Assert.All([file, file + "-wal", file + "-shm"], OwnerAlone);
        }

        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        await using TestHost again = await TestHost.StartAsync(connection);
        await again.GivenAsync("vpp_2", programme: "vpr_2");
        Assert.All([file, file + "-wal", file + "-shm"], OwnerAlone);

        static void OwnerAlone(string part)
        {
            if (!OperatingSystem.IsWindows())
                Assert.Equal((part, UnixFileMode.UserRead | UnixFileMode.UserWrite), (part, File.GetUnixFileMode(part)));
        }
    }

    [Fact]
    public async Task The_probe_of_sqlite_writes_and_leaves_nothing()
    {
        string connection = await databases.NewAsync(TestDatabases.Sqlite);
        await using TestHost host = await TestHost.StartAsync(connection);
        Assert.Equal(new DatabaseHealth(DatabaseStatus.Available), await host.Database.ProbeAsync());
        await using TestHost reading = await TestHost.StartAsync(connection + ";Mode=ReadOnly", prepare: false);
        Assert.Equal(DatabaseStatus.ReadOnly, (await reading.Database.ProbeAsync()).Status);
    }

    [Theory]
    [InlineData("", "no database")]
    [InlineData("Nonsense", "connection string")]
    [InlineData("Server=x", "name no database")]
    [InlineData("Data Source=:memory:", "in memory")]
    public async Task A_connection_string_that_names_no_database_says_what_is_needed(string connectionString, string words)
    {
        Exception fault = await Assert.ThrowsAnyAsync<Exception>(() => TestHost.StartAsync("x=y", options =>
        {
            if (connectionString.Length > 0)
                options.UseDatabase(connectionString);
            else
                throw new OptionsValidationException("", typeof(ParticipationOptions), ["There is no database."]);
        }));
        Assert.Contains(words, fault.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Settings_that_cannot_work_are_all_named()
    {
        var services = new ServiceCollection();
        services.AddParticipations(options =>
        {
            options.LatestVisits = 1;
            options.DeadlinePolling = TimeSpan.Zero;
        });
        using ServiceProvider provider = services.BuildServiceProvider();
        OptionsValidationException fault = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<ParticipationOptions>>().Value);
        Assert.Equal(
            [
                "DeadlinePolling is 00:00:00. Allowed: 00:00:00.0100000 to 30.00:00:00.", "LatestVisits is 1. Allowed: 2 to 10000.",
                "There is no database. Call UseSqlite, UsePostgres or UseDatabase.",
            ],
            fault.Failures);
    }

    [Fact]
    public async Task A_console_without_a_host_needs_nothing_but_the_store()
    {
        string folder = Directory.CreateTempSubdirectory("vpp-console-").FullName;
        var services = new ServiceCollection();
        services.AddParticipations(options => options.UseSqlite(Path.Combine(folder, "participations.db")));
        await using (ServiceProvider provider = services.BuildServiceProvider())
        {
            var store = provider.GetRequiredService<IParticipationStore>();
            CreateResult created = await store.CreateAsync(Given.Requested("vpp_1", DateTimeOffset.UtcNow));
            Assert.True(created.TryPickAccepted(out _));
        }

        Directory.Delete(folder, recursive: true);
    }
}

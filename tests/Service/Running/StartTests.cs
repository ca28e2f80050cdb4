using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Dapper;
using EnrolmentService;
using EnrolmentService.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service;

/// <summary>What cannot work is told in one line at start, not by a stack trace and not later.</summary>
[Collection(Services.Collection)]
public sealed class StartTests(Services services)
{
    [Theory]
    [InlineData("--Service:Database=nowhere=1", "Service:Database names no database")]
    [InlineData("--Service:Database=Data Source=/no/such/folder/service.db", "/no/such/folder/service.db cannot be used")]
    [InlineData("--Service:Database=Host=127.0.0.1;Port=1;Database=x;Username=x", "127.0.0.1:1")]
    [InlineData("--Service:ConcurrentRequests=0", "ConcurrentRequests")]
    [InlineData("--Service:DeadlinePolling=00:00:00", "DeadlinePolling")]
    [InlineData("--Service:RequestTimeout=-00:00:01", "RequestTimeout")]
    [InlineData("--Service:EventsAhead=-1", "EventsAhead")]
    [InlineData("--Service:DwellDays:NOWHERE=1", "NOWHERE")]
    [InlineData("--Service:RequestTimeout=soon", "Service:RequestTimeout")]
    [InlineData("--Service:Database=Host=127.0.0.1;Colour=blue", "colour")]
    [InlineData("--urls=nowhere", "nowhere")]
    public async Task A_setting_that_cannot_work_is_named(string setting, string named) => await AssertRejectedAsync(named, setting);

    [Fact]
    public async Task A_port_that_is_taken_is_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        string address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}");
        await AssertRejectedAsync(address, "--urls", address);
    }

    [Fact]
    public async Task A_fault_of_the_services_own_keeps_its_stack_trace()
    {
        string database = await services.NewDatabaseAsync(Services.Sqlite);
        InvalidOperationException fault = await Assert.ThrowsAsync<InvalidOperationException>(() => CommandLine.RunAsync(
            [$"--Service:Database={database}", "--Logging:LogLevel:Default=None"], host => host.AddSingleton<StatusLinks>(_ => throw new InvalidOperationException("a fault"))));
        Assert.Equal("a fault", fault.Message);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("import", "-h")]
    public async Task Who_asks_for_help_gets_it_and_nothing_is_made(params string[] arguments)
    {
        string file = (await services.NewDatabaseAsync(Services.Sqlite))["Data Source=".Length..];
        (int status, string output, string errors) = await RunAsync([.. arguments, $"--Service:Database=Data Source={file}"]);
        Assert.Equal((0, ""), (status, errors));
        Assert.StartsWith("usage: EnrolmentService [import FILE |", output, StringComparison.Ordinal);
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task A_command_writes_to_standard_output_what_it_was_asked_for_and_nothing_else()
    {
        await using RunningService service = await services.StartAsync(Services.Sqlite);
        using ServiceClient client = service.Client();
        string id = await service.EnrolAsync(client);
        (int status, string output, string errors) = await RunAsync(["status-link", id, .. service.Settings.Arguments]);
        Assert.Equal(0, status);
        string link = Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("The database is ready: sqlite", errors, StringComparison.Ordinal);
        using ServiceClient nobody = service.Process.Client(key: null);
        Assert.Equal(HttpStatusCode.OK, (await nobody.GetAsync(link)).Status);

        (status, output, errors) = await RunAsync(["status-link", "vpp_none", .. service.Settings.Arguments]);
        Assert.Equal((2, ""), (status, output));
        Assert.Equal("There is no participation vpp_none.", errors.TrimEnd().Split('\n')[^1]);
    }

    [Fact]
    public async Task The_check_tells_of_rows_of_another_specification_and_finds_no_fault()
    {
        await using RunningService service = await services.StartAsync(Services.Sqlite);
        using ServiceClient client = service.Client();
        string id = await service.EnrolAsync(client);
        await service.EnrolAsync(client);
        const string Told = "2 participations were checked, 0 have a fault.";
        (int status, string output, string errors) = await RunAsync(["check", .. service.Settings.Arguments]);
        Assert.Equal((0, "", Told), (status, output, errors.TrimEnd().Split('\n')[^1]));

        await using (var connection = new SqliteConnection(service.Settings.Database))
        {
            await connection.OpenAsync();
            Assert.Equal(1, await connection.ExecuteAsync(
                "UPDATE participation SET snapshot = REPLACE(snapshot, @current, '0123456789abcdef') WHERE id = @id", new { id, current = SpecificationHash.Current }));
        }

        (status, output, errors) = await RunAsync(["check", .. service.Settings.Arguments]);
        Assert.Equal((0, ""), (status, output));
        Assert.Equal([Told, $"1 were last written under another specification than {SpecificationHash.Current}, which is no fault."], errors.TrimEnd().Split('\n')[^2..]);
    }

    [Fact]
    public async Task A_database_of_a_newer_build_is_left_alone()
    {
        string database = await services.NewDatabaseAsync(Services.Sqlite);
        await ServiceProcess.ImportAsync(new ServiceSettings(database), new { });
        await using (var connection = new SqliteConnection(database))
        {
            await connection.OpenAsync();
            await using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "INSERT INTO participation_migration (name, version, applied_at) VALUES ('enrolment-service', 999, 0)";
            await command.ExecuteNonQueryAsync();
        }

        await AssertRejectedAsync("version 999", $"--Service:Database={database}");
    }

    private Task AssertRejectedAsync(string named, params string[] settings) => AssertRejectedAsync(services, named, settings);

    /// <summary>With the settings the service says in one line that it cannot start, names what is wrong, and ends with status 2.</summary>
    internal static async Task AssertRejectedAsync(Services services, string named, params string[] settings)
    {
        string[] database = settings.Any(setting => setting.StartsWith("--Service:Database", StringComparison.Ordinal))
            ? []
            : [$"--Service:Database={await services.NewDatabaseAsync(Services.Sqlite)}"];
        (int status, string output, string errors) = await RunAsync([.. settings, .. database]);
        Assert.Equal(2, status);
        Assert.DoesNotContain("Exception", output, StringComparison.Ordinal);
        Assert.StartsWith("The service cannot start: ", errors, StringComparison.Ordinal);
        Assert.Contains(named, errors, StringComparison.Ordinal);
        Assert.Single(errors.Trim().Split('\n'));
    }

    private static Task<ProgramRun> RunAsync(IEnumerable<string> arguments) =>
        ProgramRun.OfAsync(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "EnrolmentService.dll"), .. arguments], environment: [new("ASPNETCORE_ENVIRONMENT", "Production")]);
}

using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service;

/// <summary>What cannot work is told in one line at start, not by a stack trace and not later.</summary>
[Collection(Services.Collection)]
public sealed class StartTests(Services services)
{
    [Theory]
    [InlineData("--Service:Database=nowhere=1", "Service:Database names no database")]
    [InlineData("--Service:Database=Data Source=/no/such/folder/service.db", "unable to open database file")]
    [InlineData("--Service:Database=Host=127.0.0.1;Port=1;Database=x;Username=x", "127.0.0.1:1")]
    [InlineData("--Service:ConcurrentRequests=0", "ConcurrentRequests")]
    [InlineData("--Service:DwellDays:NOWHERE=1", "NOWHERE")]
    public async Task A_setting_that_cannot_work_is_named(string setting, string named) => await AssertRefusedAsync(named, setting);

    [Fact]
    public async Task A_port_that_is_taken_is_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        string address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}");
        await AssertRefusedAsync(address, "--urls", address);
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
            command.CommandText = "INSERT INTO schema_migration (version, applied_at) VALUES (999, 0)";
            await command.ExecuteNonQueryAsync();
        }

        await AssertRefusedAsync("schema version 999", $"--Service:Database={database}");
    }

    private async Task AssertRefusedAsync(string named, params string[] settings)
    {
        string[] database = settings.Any(setting => setting.StartsWith("--Service:Database", StringComparison.Ordinal))
            ? []
            : [$"--Service:Database={await services.NewDatabaseAsync(Services.Sqlite)}"];
        (int status, _, string errors) = await Programs.RunAsync(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "EnrolmentService.dll"), .. settings, .. database], new Dictionary<string, string> { ["ASPNETCORE_ENVIRONMENT"] = "Production" });
        Assert.Equal(2, status);
        Assert.StartsWith("The service cannot start: ", errors, StringComparison.Ordinal);
        Assert.Contains(named, errors, StringComparison.Ordinal);
        Assert.Single(errors.Trim().Split('\n'));
    }
}

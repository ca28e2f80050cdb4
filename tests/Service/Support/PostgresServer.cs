using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Vpp.Lifecycle.Tests.Service.Support;

/// <summary>A PostgreSQL server of the tests' own: a private data directory, loopback only, gone afterwards.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private readonly string _folder;
    private readonly string _programs;
    private readonly int _port;
    private int _databases;

    private PostgresServer(string folder, string programs, int port)
    {
        _folder = folder;
        _programs = programs;
        _port = port;
    }

    /// <summary>The folder of Debian's newest server programs; null where there are none, or where root cannot run them as another user.</summary>
    public static string? FindPrograms() =>
        Directory.Exists("/usr/lib/postgresql") && (!Requirement.IsRoot || Requirement.OnPath("runuser") is not null)
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).Where(bin => File.Exists(Path.Combine(bin, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault()
            : null;

    public static async Task<PostgresServer> StartAsync()
    {
        string folder = Directory.CreateTempSubdirectory("vpp-postgres-").FullName;
        var server = new PostgresServer(folder, FindPrograms()!, Ports.Free());
        if (Requirement.IsRoot)
            await Programs.MustRunAsync("chown", ["postgres", folder]);
        await server.RunAsync("initdb", "--pgdata", server.Data, "--username", "postgres", "--auth", "trust", "--encoding", "UTF8", "--no-sync");
        await server.StartAgainAsync();
        return server;
    }

    public string Data => Path.Combine(_folder, "data");

    /// <summary>The server's first process, which all others are children of.</summary>
    public int ProcessId => int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    public async Task StartAgainAsync() =>
        await RunAsync("pg_ctl", "start", "--wait", "--pgdata", Data, "--log", Path.Combine(_folder, "log"),
            "--options", string.Create(CultureInfo.InvariantCulture, $"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=200"));

    public Task StopAsync(string mode = "fast") => RunAsync("pg_ctl", "stop", "--wait", "--mode", mode, "--pgdata", Data);

    /// <summary>A new, empty database.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"service_{Interlocked.Increment(ref _databases)}");
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    public async ValueTask DisposeAsync()
    {
        await Programs.RunAsync(Program("pg_ctl").Program, [.. Program("pg_ctl").Prefix, "stop", "--wait", "--mode", "immediate", "--pgdata", Data]);
        Directory.Delete(_folder, recursive: true);
    }

    private string ConnectionString(string database) =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={_port};Database={database};Username=postgres;Maximum Pool Size=40");

    private async Task RunAsync(string program, params string[] arguments)
    {
        (string path, string[] prefix) = Program(program);
        // The server keeps standard output open for as long as it runs: nothing waits for that to end.
        var start = new ProcessStartInfo(path, [.. prefix, .. arguments]) { WorkingDirectory = "/" };
        start.RedirectStandardOutput = program != "pg_ctl";
        using Process process = Process.Start(start)!;
        if (start.RedirectStandardOutput)
            await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }

    /// <summary>PostgreSQL does not run as root: root runs it as the user of Debian's package.</summary>
    private (string Program, string[] Prefix) Program(string name)
    {
        string path = Path.Combine(_programs, name);
        return Requirement.IsRoot ? ("runuser", ["-u", "postgres", "--", path]) : (path, []);
    }
}

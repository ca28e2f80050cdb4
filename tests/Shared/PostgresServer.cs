using System.Globalization;

namespace Vpp.Lifecycle.Tests;

/// <summary>A PostgreSQL server of the tests' own on a data folder of its own, reached by a socket in that folder and by no network, gone afterwards.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    // The server refuses to run as root: there it runs as the user that its package has made.
    private const string User = "postgres";

    private readonly string _folder = Directory.CreateTempSubdirectory("vpp-postgres-").FullName;
    private readonly string _programs = FindPrograms()!;
    private int _databases;

    private PostgresServer()
    {
    }

    internal string Data => Path.Combine(_folder, "data");

    /// <summary>The server's first process, which all others are children of.</summary>
    internal int ProcessId => int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    /// <summary>The folder of Debian's newest server programs; null where there are none, or where root cannot run them as another user.</summary>
    internal static string? FindPrograms() =>
        Directory.Exists("/usr/lib/postgresql") && (!Requirement.IsRoot || Requirement.OnPath("runuser") is not null)
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).Where(bin => File.Exists(Path.Combine(bin, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault()
            : null;

    internal static async Task<PostgresServer> StartAsync()
    {
        var server = new PostgresServer();
        if (Requirement.IsRoot)
            await ProgramRun.SucceedingAsync("chown", [User, server._folder]);
        await server.RunAsync("initdb", ["--pgdata", server.Data, "--username", User, "--auth", "trust", "--encoding", "UTF8", "--no-sync"]);
        await server.StartAgainAsync();
        return server;
    }

    internal Task StartAgainAsync() => RunAsync(
        "pg_ctl",
        ["start", "--wait", "--pgdata", Data, "--log", Path.Combine(_folder, "log"), "--options", $"-c listen_addresses='' -c unix_socket_directories='{_folder}' -c max_connections=500"]);

    internal Task StopAsync(string mode = "fast") => RunAsync("pg_ctl", ["stop", "--wait", "--mode", mode, "--pgdata", Data]);

    /// <summary>A new, empty database, as a connection string says it.</summary>
    internal async Task<string> CreateDatabaseAsync() => $"Host={_folder};Database={await CreateAsync()};Username={User};Maximum Pool Size=40";

    /// <summary>Runs statements in a database made for them; what they select comes as rows of columns joined by bars.</summary>
    internal async Task<string> QueryAsync(string statements) => await RunAsync(
        "psql", ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "--host", _folder, "--username", User, "--dbname", await CreateAsync()], statements);

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
            await StopAsync("immediate");
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<string> CreateAsync()
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _databases)}");
        await RunAsync("createdb", ["--host", _folder, "--username", User, name]);
        return name;
    }

    private async Task<string> RunAsync(string program, IEnumerable<string> arguments, string input = "")
    {
        string path = Path.Combine(_programs, program);
        ProgramRun run = Requirement.IsRoot
            ? await ProgramRun.SucceedingAsync("runuser", ["-u", User, "--", path, .. arguments], _folder, input)
            : await ProgramRun.SucceedingAsync(path, arguments, _folder, input);
        return run.Output;
    }
}

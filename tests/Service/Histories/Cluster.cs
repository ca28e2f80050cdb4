using System.Globalization;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service.Histories;

/// <summary>
/// A PostgreSQL server on loopback with an asynchronous standby that follows it by streaming replication, both reached at one address that goes to whichever is the primary.
/// </summary>
internal sealed class Cluster : IAsyncDisposable
{
    // The server refuses to run as root.
    private const string User = "postgres";

    private readonly string _folder = Directory.CreateTempSubdirectory("vpp-cluster-").FullName;
    private readonly string _programs = PostgresServer.FindPrograms()!;
    private readonly Forwarder _address = new();
    private Node _primary;
    private Node? _standby;
    private int _nodes;

    private Cluster() => _primary = NewNode();

    public string ConnectionString => string.Create(
        CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={_address.Port};Database=enrolment;Username={User};Maximum Pool Size=20;Timeout=3;SSL Mode=Disable");

    public static async Task<Cluster> StartAsync()
    {
        var cluster = new Cluster();
        if (Requirement.IsRoot)
            await ProgramRun.SucceedingAsync("chown", [User, cluster._folder]);
        Node primary = cluster._primary;
        await cluster.RunAsync("initdb", "--pgdata", primary.Data, "--username", User, "--auth", "trust", "--encoding", "UTF8", "--no-sync");
        await cluster.StartAsync(primary);
        cluster._address.GoTo(primary.Port);
        await cluster.RunAsync("createdb", [.. At(primary), "enrolment"]);
        await cluster.AddStandbyAsync();
        return cluster;
    }

    /// <summary>A statement on the primary; what it selects.</summary>
    public async Task<string> QueryAsync(string sql) =>
        (await RunAsync("psql", ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", .. At(_primary), "--dbname", "enrolment", "--command", sql])).Trim();

    /// <summary>Ends every connection of the services, as an administrator would.</summary>
    public Task TerminateBackendsAsync() =>
        QueryAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'enrolment' AND pid <> pg_backend_pid()");

    /// <summary>Stops the primary at once and starts it again: what was committed is there.</summary>
    public async Task RestartAsync()
    {
        await RunAsync("pg_ctl", "stop", "--wait", "--mode", "immediate", "--pgdata", _primary.Data);
        await StartAsync(_primary);
    }

    /// <summary>Waits until the standby has all that the primary has.</summary>
    public async Task CatchUpAsync()
    {
        for (int tries = 0; tries < 400; tries++)
        {
            if (await QueryAsync("SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming' AND replay_lsn = pg_current_wal_lsn()") == "1")
                return;
            await Task.Delay(25);
        }

        throw new InvalidOperationException("The standby does not catch up.");
    }

    /// <summary>From now on the standby gets nothing, as where the network between the two is cut.</summary>
    public async Task<int> CutOffAsync()
    {
        int sender = int.Parse(await QueryAsync("SELECT pid FROM pg_stat_replication"), CultureInfo.InvariantCulture);
        await Signals.SendAsync(sender, "STOP");
        return sender;
    }

    /// <summary>The primary is lost, with what only it has, and the standby takes its place; then it gets a standby of its own.</summary>
    /// <param name="sender">The process that was to send to the standby.</param>
    public async Task FailOverAsync(int sender)
    {
        int primary = int.Parse(File.ReadLines(Path.Combine(_primary.Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        await Signals.SendAsync(primary, "KILL");
        await Signals.SendAsync(sender, "KILL");
        _address.GoTo(port: null);
        await RunAsync("pg_ctl", "promote", "--wait", "--pgdata", _standby!.Data);
        _primary = _standby;
        _address.GoTo(_primary.Port);
    }

    public async Task AddStandbyAsync()
    {
        Node standby = NewNode();
        await RunAsync(
            "pg_basebackup", [.. At(_primary), "--pgdata", standby.Data, "--write-recovery-conf", "--wal-method", "stream", "--checkpoint", "fast", "--no-sync"]);
        await StartAsync(standby);
        _standby = standby;
        await CatchUpAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _address.Dispose();
        foreach (Node node in _standby is null ? [_primary] : new[] { _primary, _standby })
            await RunAsync("pg_ctl", "stop", "--wait", "--mode", "immediate", "--pgdata", node.Data);
        Directory.Delete(_folder, recursive: true);
    }

    private static string[] At(Node node) => ["--host", "127.0.0.1", "--port", node.Port.ToString(CultureInfo.InvariantCulture), "--username", User];

    private Node NewNode() => new(Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"node{++_nodes}")), Ports.Free());

    private Task<string> StartAsync(Node node) => RunAsync(
        "pg_ctl", "start", "--wait", "--pgdata", node.Data, "--log", node.Data + ".log", "--options",
        string.Create(
            CultureInfo.InvariantCulture,
            $"-c listen_addresses=127.0.0.1 -c port={node.Port} -c unix_socket_directories='{_folder}' -c max_connections=150 -c wal_keep_size=256MB -c synchronous_standby_names=''"));

    private async Task<string> RunAsync(string program, params string[] arguments)
    {
        string path = Path.Combine(_programs, program);
        return (Requirement.IsRoot
            ? await ProgramRun.SucceedingAsync("runuser", ["-u", User, "--", path, .. arguments], _folder)
            : await ProgramRun.SucceedingAsync(path, arguments, _folder)).Output;
    }

    private sealed record Node(string Data, int Port);
}

using Vpp.Lifecycle.Tests.Verification.Programs;

namespace Vpp.Lifecycle.Tests.Verification.Sql;

/// <summary>
/// A PostgreSQL server of its own on a data folder of its own, reached by a socket in that folder and by no network. Started on first
/// use, stopped with the tests.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    // The server refuses to run as root: there it runs as the user that its package has made.
    private const string ServerUser = "postgres";

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "vpp-pg-" + Path.GetRandomFileName());
    private bool _isRunning;

    internal static string[] Programs => ["psql", .. IsRoot ? ["runuser"] : Array.Empty<string>(), Server("initdb"), Server("pg_ctl")];

    /// <summary>Runs statements in a database made for them; what they select comes as rows of columns joined by bars.</summary>
    internal string Run(string database, string statements)
    {
        Start();
        Psql("postgres", $"CREATE DATABASE {database};");
        return Psql(database, statements);
    }

    public void Dispose()
    {
        if (!_isRunning)
            return;
        AsServerUser(Server("pg_ctl"), "-D", _folder, "-m", "immediate", "-w", "stop");
        Directory.Delete(_folder, recursive: true);
    }

    private static bool IsRoot => Environment.UserName == "root";

    private void Start()
    {
        if (_isRunning)
            return;
        AsServerUser(Server("initdb"), "-D", _folder, "-U", ServerUser, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        AsServerUser(Server("pg_ctl"), "-D", _folder, "-l", Path.Combine(_folder, "log"), "-w", "-o", $"-k {_folder} -c listen_addresses='' -c fsync=off", "start");
        _isRunning = true;
    }

    private string Psql(string database, string statements) =>
        ProgramRun.Succeeding(
            "psql", ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", _folder, "-U", ServerUser, "-d", database], input: statements).Output;

    private static void AsServerUser(string program, params string[] arguments)
    {
        if (IsRoot)
            ProgramRun.Succeeding("runuser", ["-u", ServerUser, "--", program, .. arguments]);
        else
            ProgramRun.Succeeding(program, arguments);
    }

    /// <summary>A program of the server, which Debian's packages keep in a folder for each version and off the path.</summary>
    private static string Server(string program)
    {
        const string Versions = "/usr/lib/postgresql";
        return Machine.Find(program)
            ?? (Directory.Exists(Versions)
                ? Directory.EnumerateDirectories(Versions).Order(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin", program)).LastOrDefault(File.Exists)
                : null)
            ?? program;
    }
}

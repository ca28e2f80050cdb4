namespace Vpp.Lifecycle.Tests.Service.Support;

/// <summary>
/// Something a machine may not have, or not let a test use: PostgreSQL, Chromium, strace. The tests that need it ask
/// <see cref="Services.Has"/> for it.
/// </summary>
internal sealed class Requirement
{
    private readonly Lazy<string?> _path;

    public Requirement(string name, Func<string?> find)
    {
        Name = name;
        _path = new Lazy<string?>(find);
    }

    public static Requirement PostgreSql { get; } = new("PostgreSQL", PostgresServer.FindPrograms);

    public static Requirement Chromium { get; } =
        new("Chromium", () => Working("chromium", "--version") ?? Working("chromium-browser", "--version") ?? Working("google-chrome", "--version"));

    // A container may have the program and not the right to trace.
    public static Requirement Strace { get; } = new("strace", () => Working("strace", "-o", "/dev/null", "true"));

    // A server that is no child of the tracer can be traced by root alone.
    public static Requirement Root { get; } = new("root, to trace PostgreSQL", () => IsRoot ? "/root" : null);

    public static Requirement FakeTime { get; } = new("libfaketime", () => FirstFile("/usr/lib", "libfaketime.so.1"));

    public static Requirement Node { get; } = new("npm packages in tests/Service/browser", () => Repository.FindUpward("tests/Service/browser/node_modules/axe-core/axe.min.js"));

    public static Requirement Tmpfs { get; } = new("a small tmpfs", SmallDisk);

    public static Requirement Shell { get; } =
        new("bash, curl and jq", () => OnPath("bash") is { } bash && OnPath("curl") is not null && OnPath("jq") is not null ? bash : null);

    public static IReadOnlyList<Requirement> All { get; } = [PostgreSql, Chromium, Strace, Root, FakeTime, Node, Tmpfs, Shell];

    public static bool IsRoot => Environment.UserName == "root";

    public string Name { get; }

    /// <summary>Where it is; null where it is missing.</summary>
    public string? Path => _path.Value;

    public bool IsThere => Path is not null;

    public string Missing => $"Not checked: what needs {Name}, which is missing here; .ci/install-service.sh installs what can be installed.";

    public static string? OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator).Select(folder => System.IO.Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    /// <summary>A program on the path that does what it is asked; null where it is missing or fails.</summary>
    private static string? Working(string program, params string[] arguments) =>
        OnPath(program) is { } path && Programs.RunAsync(path, arguments).GetAwaiter().GetResult().Status == 0 ? path : null;

    /// <summary>Root alone may mount, and not in every container.</summary>
    private static string? SmallDisk()
    {
        string folder = Directory.CreateTempSubdirectory("vpp-disk-").FullName;
        try
        {
            if (Working("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder) is not { } mount)
                return null;
            Programs.MustRunAsync("umount", [folder]).GetAwaiter().GetResult();
            return mount;
        }
        finally
        {
            Directory.Delete(folder);
        }
    }

    private static string? FirstFile(string folder, string name) =>
        Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, name, new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, MaxRecursionDepth = 3 }).FirstOrDefault()
            : null;
}

namespace Vpp.Lifecycle.Tests.Service.Support;

/// <summary>
/// Something a machine may not have: PostgreSQL, Chromium, strace. Where it is missing the tests that need it have no cases and say so in
/// one line; where the environment has CI=true its absence is a failure.
/// </summary>
internal sealed class Requirement
{
    private Requirement(string name, string? path)
    {
        Name = name;
        Path = path;
    }

    public static Requirement PostgreSql { get; } = new("PostgreSQL", PostgresServer.FindPrograms());

    public static Requirement Chromium { get; } = new("Chromium", OnPath("chromium") ?? OnPath("chromium-browser") ?? OnPath("google-chrome"));

    public static Requirement Strace { get; } = new("strace", OnPath("strace"));

    public static Requirement FakeTime { get; } = new("libfaketime", FirstFile("/usr/lib", "libfaketime.so.1"));

    public static Requirement Node { get; } = new("npm packages in tests/Service/browser", Repository.FindUpward("tests/Service/browser/node_modules/axe-core/axe.min.js"));

    public static Requirement Tmpfs { get; } = new("a small tmpfs", Environment.UserName == "root" ? OnPath("mount") : null);

    public static Requirement Shell { get; } = new("bash, curl and jq", OnPath("bash") is not null && OnPath("jq") is not null ? OnPath("curl") : null);

    public static IReadOnlyList<Requirement> All { get; } = [PostgreSql, Chromium, Strace, FakeTime, Node, Tmpfs, Shell];

    public string Name { get; }

    /// <summary>Where it is; null where it is missing.</summary>
    public string? Path { get; }

    public bool IsThere => Path is not null;

    private static string? OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => System.IO.Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private static string? FirstFile(string folder, string name) =>
        Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, name, new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, MaxRecursionDepth = 3 }).FirstOrDefault()
            : null;
}

namespace Vpp.Lifecycle.Tests;

/// <summary>
/// What a test may need of the machine that it runs on. Anything that is not one of the names below is a program on the path, or a file
/// by its whole path.
/// </summary>
internal static class Requirement
{
    internal const string Linux = "Linux";
    internal const string Unix = "a Unix system";
    internal const string Root = "root";
    internal const string PostgreSql = "PostgreSQL";
    internal const string Chromium = "Chromium";
    internal const string Strace = "strace";
    internal const string FakeTime = "libfaketime";
    internal const string SmallDisk = "a disk of its own, which takes the right to mount one";
    internal const string NodePackages = "the npm packages of tests/Verification/node";
    internal const string WebhookPackages = "the npm packages of tests/Service/Webhooks/node";
    internal const string ContractPackages = "the npm packages of tests/Contract/node";
    internal const string QtScxml = "Qt's SCXML engine, with its headers";
    internal const string JsonTestSuite = "the JSON parsing test suite in shared/data";

    private static readonly Dictionary<string, Lazy<string?>> Finders = new(StringComparer.Ordinal)
    {
        [Linux] = new(() => OperatingSystem.IsLinux() ? "/" : null),
        [Unix] = new(() => OperatingSystem.IsWindows() ? null : "/"),
        [Root] = new(() => IsRoot ? "/root" : null),
        [PostgreSql] = new(PostgresServer.FindPrograms),
        [Chromium] = new(() => Working("chromium", "--version") ?? Working("chromium-browser", "--version") ?? Working("google-chrome", "--version")),
        // A container may have the program and not the right to trace.
        [Strace] = new(() => Working("strace", "-o", "/dev/null", "true")),
        [FakeTime] = new(() => FirstFile("/usr/lib", "libfaketime.so.1")),
        [SmallDisk] = new(Mount),
        [NodePackages] = new(() => Repository.FindUpward("tests/Verification/node/node_modules/.package-lock.json")),
        [WebhookPackages] = new(() => Repository.FindUpward("tests/Service/Webhooks/node/node_modules/.package-lock.json")),
        [ContractPackages] = new(() => Repository.FindUpward("tests/Contract/node/node_modules/.package-lock.json")),
        [QtScxml] = new(() => Working("pkg-config", "--exists", "Qt6Scxml")),
        [JsonTestSuite] = new(() => Repository.FindUpward("shared/data/json-test-suite/test_parsing")),
    };

    internal static bool IsRoot => Environment.UserName == "root";

    /// <summary>Where it is; null where it is missing.</summary>
    internal static string? Find(string name) => Finders.TryGetValue(name, out Lazy<string?>? finder) ? finder.Value : OnPath(name);

    /// <summary>Why a test that needs all of these is skipped; null where it can run.</summary>
    internal static string? Missing(params string[] names) =>
        Array.Find(names, name => Find(name) is null) is { } missing ? $"It needs {missing}, which is not here." : null;

    internal static string? OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    /// <summary>A program on the path that does what it is asked; null where it is missing or fails.</summary>
    private static string? Working(string program, params string[] arguments) =>
        OnPath(program) is { } path && ProgramRun.OfAsync(path, arguments).GetAwaiter().GetResult().ExitStatus == 0 ? path : null;

    /// <summary>Root alone may mount, and not in every container.</summary>
    private static string? Mount()
    {
        string folder = Directory.CreateTempSubdirectory("vpp-disk-").FullName;
        try
        {
            if (Working("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder) is not { } mount)
                return null;
            ProgramRun.SucceedingAsync("umount", [folder]).GetAwaiter().GetResult();
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

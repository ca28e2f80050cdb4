using System.Collections.Concurrent;
using Xunit.Sdk;

namespace Vpp.Lifecycle.Tests.Verification.Programs;

/// <summary>
/// The machine that the checks run on. Where a program is missing, its check says so and does nothing; under continuous
/// integration (CI=true) that is a failure, so that no check is left out unnoticed.
/// </summary>
public sealed class Machine(IMessageSink messages)
{
    // Of all classes together, so that each program is named once.
    private static readonly ConcurrentDictionary<string, bool> Missed = new(StringComparer.Ordinal);

    internal bool Has(params string[] programs)
    {
        string? missing = Array.Find(programs, program => Find(program) is null);
        if (missing is null)
            return true;
        string message = $"Not checked: {missing} is not on this machine; .ci/install-verification.sh installs it.";
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(message);
        if (Missed.TryAdd(missing, true))
            messages.OnMessage(new DiagnosticMessage(message));
        return false;
    }

    internal bool HasNodeScripts() => Has("node", NodeScripts.Packages);

    /// <summary>Where a program is, or a file given by its path; null when it is nowhere.</summary>
    internal static string? Find(string program)
    {
        if (Path.IsPathRooted(program))
            return Path.Exists(program) ? program : null;
        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);
    }
}

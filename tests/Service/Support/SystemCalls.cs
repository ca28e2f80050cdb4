using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Vpp.Lifecycle.Tests.Service.Support;

/// <summary>System calls as strace sees them: those of a program that it runs, or of a process that it is attached to until disposed of.</summary>
internal sealed partial class SystemCalls : IAsyncDisposable
{
    private readonly Process _strace;

    private SystemCalls(Process strace) => _strace = strace;

    /// <summary>The command that runs another, with its children, and traces it.</summary>
    public static string[] Trace(string file, string calls) => ["strace", .. Options(file, calls)];

    /// <summary>Traces a running process and all children that it has and will have.</summary>
    public static async Task<SystemCalls> AttachAsync(int processId, string file, string calls)
    {
        var start = new ProcessStartInfo("strace", [.. Options(file, calls), .. Family(processId).SelectMany(id => new[] { "-p", id.ToString(CultureInfo.InvariantCulture) })]);
        Process strace = Process.Start(start)!;
        for (int tries = 0; tries < 100 && !Family(processId).All(IsTraced); tries++)
            await Task.Delay(50);
        Assert.All(Family(processId), id => Assert.True(IsTraced(id), $"strace did not attach to {id}."));
        return new SystemCalls(strace);
    }

    /// <summary>The lines of a trace: who, when, in seconds, and what.</summary>
    public static IEnumerable<(string Thread, double Time, string Call)> Read(string file)
    {
        // Read while strace writes.
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (Line().Match(line) is { Success: true } match)
                yield return (match.Groups[1].Value, double.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture), match.Groups[3].Value);
        }
    }

    /// <summary>When calls on a file returned with success.</summary>
    public static IReadOnlyList<double> Completed(string trace, Regex call, string file)
    {
        var completed = new List<double>();
        var unfinished = new HashSet<string>();
        foreach ((string thread, double time, string text) in Read(trace))
        {
            if (!call.IsMatch(text))
                continue;
            // A call that others came in between of has two lines: the first has the file, the second the result.
            bool resumed = text.Contains("resumed>", StringComparison.Ordinal);
            bool ofFile = resumed ? unfinished.Remove(thread) : text.Contains(file, StringComparison.Ordinal);
            if (!ofFile)
                continue;
            if (text.EndsWith("<unfinished ...>", StringComparison.Ordinal))
                unfinished.Add(thread);
            else if (Returned().Match(text) is { Success: true } match)
                completed.Add(resumed ? time : time + double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
        }

        return completed;
    }

    public async ValueTask DisposeAsync()
    {
        await Signals.SendAsync(_strace.Id, "INT");
        await _strace.WaitForExitAsync();
        _strace.Dispose();
    }

    private static string[] Options(string file, string calls) => ["-f", "-qq", "-ttt", "-T", "-y", "-s", "60", "-e", "trace=" + calls, "-o", file];

    private static IEnumerable<int> Family(int processId) =>
        File.ReadAllText($"/proc/{processId}/task/{processId}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(child => int.Parse(child, CultureInfo.InvariantCulture)).Prepend(processId);

    private static bool IsTraced(int processId) =>
        File.ReadLines($"/proc/{processId}/status").Any(line => line.StartsWith("TracerPid:", StringComparison.Ordinal) && !line.EndsWith("\t0", StringComparison.Ordinal));

    [GeneratedRegex(@"^(\d+) +(\d+\.\d+) (.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Line();

    [GeneratedRegex(@"= 0 <(\d+\.\d+)>$", RegexOptions.CultureInvariant)]
    private static partial Regex Returned();
}

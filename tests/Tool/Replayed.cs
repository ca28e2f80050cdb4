using System.Text;
using System.Text.Json;

namespace Vpp.Lifecycle.Tests.Tool;

/// <summary>A run of <c>replay</c> with all that it wrote, taken apart.</summary>
internal sealed class Replayed
{
    private Replayed(ToolRun run, string rejected)
    {
        Run = run;
        Resources = Parse(run.Output);
        Rejected = Parse(rejected);
    }

    internal ToolRun Run { get; }

    internal int ExitStatus => Run.ExitStatus;

    internal JsonElement[] Resources { get; }

    internal JsonElement[] Rejected { get; }

    internal string[] Ids => [.. Resources.Select(resource => resource.GetProperty("id").GetString()!)];

    internal string[] Codes => [.. Rejected.Select(line => line.GetProperty("code").GetString()!)];

    internal static Replayed From(string log, params string[] arguments) => From(Encoding.UTF8.GetBytes(log), arguments);

    internal static Replayed From(byte[] log, params string[] arguments)
    {
        using var directory = new ScratchDirectory();
        string rejected = directory.File("rejected.ndjson");
        ToolRun run = ToolRun.Reading(log, ["replay", "-", "--quiet", "--rejected", rejected, .. arguments]);
        return new Replayed(run, File.Exists(rejected) ? File.ReadAllText(rejected) : "");
    }

    private static JsonElement[] Parse(string lines)
    {
        Assert.True(lines.Length == 0 || lines.EndsWith('\n'), "The last line has no end.");
        return [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];
    }
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Vpp.Lifecycle.Benchmarks.Measuring;

namespace Vpp.Lifecycle.Benchmarks.Report;

/// <summary>What was measured last, as it is committed in benchmarks/results: own measures, and what BenchmarkDotNet exports for each suite.</summary>
internal sealed record Results(string Folder, IReadOnlyList<Measure> Measures)
{
    internal const string InPlacePass = "in-place pass";
    internal const string ReplayOfLog = "replay of a log";
    internal const string IntoFile = "into a file";
    internal const string ThrownAway = "thrown away";
    internal const string OneProcessor = "thrown away, on one processor";
    internal const string Heartbeats = "thrown away, mostly heartbeats";

    private const string Namespace = "Vpp.Lifecycle.Benchmarks.";
    private const string TableSuffix = "-report-github.md";

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Those of the repository that is the current directory.</summary>
    internal static Results Committed => Read(Path.Combine("benchmarks", "results"));

    internal IEnumerable<string> Suites =>
        Directory.EnumerateFiles(Folder, $"{Namespace}*{TableSuffix}").Select(file => Path.GetFileName(file)[Namespace.Length..^TableSuffix.Length]).Order(StringComparer.Ordinal);

    internal static Results Read(string folder) => new(folder, JsonSerializer.Deserialize<Measure[]>(File.ReadAllText(Path.Combine(folder, "ratios.json")), Options)!);

    internal Results With(IReadOnlyList<Measure> measures) => this with { Measures = [.. Measures.Where(old => old.Group != measures[0].Group), .. measures.Select(measure => measure.Rounded())] };

    internal void Write() => File.WriteAllText(Path.Combine(Folder, "ratios.json"), JsonSerializer.Serialize(Measures, Options) + "\n");

    internal IEnumerable<Measure> Of(string group) => Measures.Where(measure => measure.Group == group);

    internal Measure? Find(string group, string name, long? size = null) => Of(group).SingleOrDefault(measure => measure.Name == name && (size is null || measure.Size == size));

    /// <summary>The machine and the table of a suite, as BenchmarkDotNet wrote them.</summary>
    internal (string Machine, string Table) Report(string suite)
    {
        string[] parts = File.ReadAllText(Path.Combine(Folder, Namespace + suite + TableSuffix)).ReplaceLineEndings("\n").Split("```");
        return (parts[1].Trim('\n'), parts[^1].Trim('\n'));
    }

    /// <summary>Of a benchmark, named by its method and, where it has any, its parameters: the mean in nanoseconds and the bytes allocated.</summary>
    internal (double Nanoseconds, double Bytes) Benchmark(string suite, string method, string parameters = "")
    {
        JsonNode report = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, $"{Namespace}{suite}-report-brief.json")))!;
        JsonNode found = report["Benchmarks"]!.AsArray().Single(benchmark => (string?)benchmark!["Method"] == method && (string?)benchmark["Parameters"] == parameters)!;
        return ((double)found["Statistics"]!["Mean"]!, (double?)found["Memory"]?["BytesAllocatedPerOperation"] ?? 0);
    }
}

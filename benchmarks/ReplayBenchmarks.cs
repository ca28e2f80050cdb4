using BenchmarkDotNet.Attributes;
using Vpp.Lifecycle.Tool;

namespace Vpp.Lifecycle.Benchmarks;

/// <summary>The tool's <c>replay</c> in this process, a simulated log from a file and participations into a file; for what is allocated an event.</summary>
[SteadyJob]
[MemoryDiagnoser]
public class ReplayBenchmarks
{
    private string _folder = "";

    [Params(1_000, 10_000)]
    public int Participations { get; set; }

    private string Log => Path.Combine(_folder, "events.ndjson");

    [GlobalSetup]
    public void Setup()
    {
        _folder = Directory.CreateTempSubdirectory("vpp-lifecycle-replay-").FullName;
        ToolCommand.Run(["simulate", "--participations", $"{Participations}", "--out", Log]);
        Console.WriteLine($"// {File.ReadLines(Log).LongCount()} events");
    }

    [Benchmark]
    public int Replay() => ToolCommand.Run(["replay", Log, "--out", Path.Combine(_folder, "participations.ndjson"), "--quiet"]);

    [GlobalCleanup]
    public void Cleanup() => Directory.Delete(_folder, recursive: true);
}

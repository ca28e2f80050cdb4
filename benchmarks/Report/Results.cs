using System.Text.Json;
using Vpp.Lifecycle.Benchmarks.Measuring;

namespace Vpp.Lifecycle.Benchmarks.Report;

/// <summary>The measures of one run, as they are committed.</summary>
public sealed record Results(Machine Machine, IReadOnlyList<Measure> Measures)
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    internal static Results Read(string file) => JsonSerializer.Deserialize<Results>(File.ReadAllText(file), Options)!;

    internal void Write(string file) => File.WriteAllText(file, JsonSerializer.Serialize(this, Options) + "\n");
}

using System.Text.Encodings.Web;
using System.Text.Json;
using Vpp.Lifecycle.Benchmarks.Measuring;

namespace Vpp.Lifecycle.Benchmarks.Report;

/// <summary>The measures of one run, as they are committed.</summary>
public sealed record Results(Machine Machine, IReadOnlyList<Measure> Measures)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    internal static Results Read(string file) => JsonSerializer.Deserialize<Results>(File.ReadAllText(file), Options)!;

    internal void Write(string file) => File.WriteAllText(file, JsonSerializer.Serialize(this with { Measures = [.. Measures.Select(measure => measure.Rounded())] }, Options) + "\n");

    internal IEnumerable<Measure> Of(string group) => Measures.Where(measure => measure.Group == group);

    /// <summary>The measure of a contender; the only one, if no size is named. Null where it was not measured.</summary>
    internal Measure? Find(string group, string name, long? size = null) =>
        Of(group).SingleOrDefault(measure => measure.Name == name && (size is null || measure.Size == size));
}

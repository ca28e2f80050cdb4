using System.Text;
using System.Text.Json;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tool.Specifications;

/// <summary>A comparison of two specifications for programs.</summary>
internal static class DiffJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = MinimalJsonEncoder.Instance };

    internal static string Requested { get; } = ParticipationState.EnrolmentRequested.ToWireName();

    internal static string MeterAccessOf(Divergence apart) => (apart.MeterAccessOutstanding ? MeterAccess.Required : MeterAccess.NotRequired).ToWireName();

    internal static string Write(SpecificationDiff diff)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteBoolean("compatible", diff.Compatibility.IsCompatible);
            WriteName(json, "old", diff.Old);
            WriteName(json, "new", diff.New);
            json.WriteNumber("compared_configurations", diff.Compatibility.Configurations);
            json.WriteNumber("compared_steps", diff.Compatibility.Steps);
            WriteHistory(json, diff.Compatibility.Divergence);
            json.WriteStartObject("changes");
            foreach (Changes changes in diff.Changes)
                WriteChanges(json, changes);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)) + "\n";
    }

    private static void WriteName(Utf8JsonWriter json, string member, Specification specification)
    {
        json.WriteStartObject(member);
        json.WriteString("name", specification.Name);
        json.WriteString("hash", specification.Hash);
        json.WriteEndObject();
    }

    private static void WriteHistory(Utf8JsonWriter json, Divergence? apart)
    {
        if (apart is null)
        {
            json.WriteNull("history");
            return;
        }

        json.WriteStartObject("history");
        json.WriteString("meter_access", MeterAccessOf(apart));
        WriteTexts(json, "triggers", apart.Triggers);
        json.WriteStartArray("configurations");
        foreach (int code in apart.Codes)
            json.WriteNumberValue(code);
        json.WriteEndArray();
        WriteStep(json, "old", apart.Old);
        WriteStep(json, "new", apart.New);
        json.WriteEndObject();
    }

    private static void WriteStep(Utf8JsonWriter json, string member, SpecifiedStep? step)
    {
        if (step is null)
        {
            json.WriteNull(member);
            return;
        }

        json.WriteStartObject(member);
        json.WriteString("outcome", step.Outcome);
        json.WriteNumber("to", step.To);
        json.WriteEndObject();
    }

    private static void WriteChanges(Utf8JsonWriter json, Changes changes)
    {
        json.WriteStartObject(changes.Part);
        WriteTexts(json, "added", changes.Added);
        WriteTexts(json, "removed", changes.Removed);
        WriteTexts(json, "moved", changes.Moved);
        WriteTexts(json, "reworded", changes.Reworded);
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string member, IEnumerable<string> texts)
    {
        json.WriteStartArray(member);
        foreach (string text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}

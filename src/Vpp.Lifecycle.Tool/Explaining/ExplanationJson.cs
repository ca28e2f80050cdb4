using System.Text;
using System.Text.Json;
using Vpp.Lifecycle.Export;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tool.Explaining;

/// <summary>An explanation for programs. A configuration is written as the specification in JSON has it.</summary>
internal static class ExplanationJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = MinimalJsonEncoder.Instance };

    internal static string Write(Explanation explanation)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WritePropertyName("configuration");
            JsonExport.WriteConfiguration(json, explanation.Configuration);
            WriteNextActions(json, explanation.Configuration.NextActions());
            WriteSteps(json, "permitted", explanation.Permitted);
            WriteSteps(json, "ignored", explanation.Ignored);
            WriteRejected(json, explanation.Rejected);
            json.WriteString("target", explanation.Target?.ToWireName());
            if (explanation.Path is { } path)
                WriteSteps(json, "path", path);
            else
                json.WriteNull("path");
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)) + "\n";
    }

    private static void WriteNextActions(Utf8JsonWriter json, IReadOnlyList<NextAction> actions)
    {
        json.WriteStartArray("next_actions");
        foreach (NextAction action in actions)
        {
            json.WriteStartObject();
            json.WriteString("code", action.Code.ToWireName());
            json.WriteString("party", action.Party.ToWireName());
            json.WriteString("trigger", action.Trigger.ToWireName());
            json.WriteString("message", action.Message);
            json.WriteString("reason", action.Reason?.ToWireName());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSteps(Utf8JsonWriter json, string name, IReadOnlyList<Explanation.Leading> steps)
    {
        json.WriteStartArray(name);
        foreach (Explanation.Leading step in steps)
        {
            json.WriteStartObject();
            json.WriteString("trigger", step.Trigger.ToWireName());
            json.WriteString("outcome", step.Outcome.ToWireName());
            json.WritePropertyName("to");
            JsonExport.WriteConfiguration(json, step.To);
            json.WriteString("source", step.Source);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRejected(Utf8JsonWriter json, IReadOnlyList<Rejection> rejections)
    {
        json.WriteStartArray("rejected");
        foreach (Rejection rejection in rejections)
        {
            json.WriteStartObject();
            json.WriteString("trigger", rejection.Trigger.ToWireName());
            json.WriteString("code", rejection.Code.ToWireName());
            json.WriteString("reason", rejection.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

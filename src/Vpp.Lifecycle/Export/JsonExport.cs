using System.Buffers;
using System.Text;
using System.Text.Json;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Export;

/// <summary>
/// Writes the specification as JSON for other programs: states, suspension reasons, triggers, rules, the 51 configurations and
/// all 1,428 steps. Thread-safe.
/// </summary>
public static class JsonExport
{
    private static readonly JsonWriterOptions Options = new() { Encoder = MinimalJsonEncoder.Instance };

    /// <summary>
    /// The document: one object, each element of its arrays on a line of its own, lines ended by <c>\n</c>, the same bytes on every
    /// machine. A step's <c>from</c> and <c>to</c> are codes of configurations.
    /// </summary>
    public static string Write() => $"{{\n{string.Join(",\n", Members())}\n}}\n";

    /// <summary>A configuration, with all that it says.</summary>
    internal static void WriteConfiguration(Utf8JsonWriter json, Configuration configuration)
    {
        json.WriteStartObject();
        json.WriteNumber("code", configuration.Code);
        json.WriteString("state", configuration.State.ToWireName());
        json.WriteBoolean("meter_access_outstanding", configuration.MeterAccessOutstanding);
        json.WriteStartArray("suspension_reasons");
        foreach (SuspensionReason reason in configuration.SuspensionReasons)
            json.WriteStringValue(reason.ToWireName());
        json.WriteEndArray();
        json.WriteBoolean("rewards_settled", configuration.RewardsSettled);
        json.WriteBoolean("notice_period_elapsed", configuration.NoticePeriodElapsed);
        json.WriteStartArray("pending");
        foreach (ParticipationState state in configuration.ExpectedStates)
            json.WriteStringValue(state.ToWireName());
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static IEnumerable<string> Members()
    {
        yield return Array("states", LifecycleSpecification.States, WriteState);
        yield return Array("suspension_reasons", LifecycleSpecification.Reasons, WriteReason);
        yield return Array("triggers", LifecycleSpecification.Triggers, (json, trigger) => json.WriteStringValue(trigger.Trigger.ToWireName()));
        yield return Array("rules", LifecycleSpecification.Rules, WriteRule);
        yield return Array("configurations", Configuration.All, WriteConfiguration);
        yield return Array("steps", Steps(), WriteStep);
    }

    private static void WriteState(Utf8JsonWriter json, StateDescriptor state)
    {
        json.WriteStartObject();
        json.WriteString("state", state.State.ToWireName());
        json.WriteString("kind", state.Kind.ToWireName());
        json.WriteString("phase", state.Phase.ToWireName());
        json.WriteString("description", state.Description);
        json.WriteString("message", state.Message);
        json.WriteEndObject();
    }

    private static void WriteReason(Utf8JsonWriter json, SuspensionReasonDescriptor reason)
    {
        json.WriteStartObject();
        json.WriteString("reason", reason.Reason.ToWireName());
        json.WriteString("when", reason.When);
        json.WriteString("recovers", reason.Recovers);
        json.WriteString("message", reason.Message);
        json.WriteEndObject();
    }

    private static void WriteRule(Utf8JsonWriter json, Rule rule)
    {
        json.WriteStartObject();
        json.WriteString("from", rule.From.ToWireName());
        json.WriteString("trigger", rule.Trigger.ToWireName());
        json.WriteString("condition", rule.Guard?.Words);
        json.WriteString("outcome", rule.Outcome.ToWireName());
        json.WriteString("to", rule.To.ToWireName());
        json.WriteEndObject();
    }

    private static IEnumerable<(Configuration From, Trigger Trigger)> Steps() =>
        from configuration in Configuration.All
        from trigger in LifecycleSpecification.Triggers
        select (configuration, trigger.Trigger);

    private static void WriteStep(Utf8JsonWriter json, (Configuration From, Trigger Trigger) taken)
    {
        Step step = TransitionTable.Next(taken.From, taken.Trigger);
        json.WriteStartObject();
        json.WriteNumber("from", taken.From.Code);
        json.WriteString("trigger", taken.Trigger.ToWireName());
        json.WriteString("outcome", step.Outcome.ToWireName());
        json.WriteNumber("to", step.Next.Code);
        json.WriteEndObject();
    }

    // The writer's own indentation would spread the 1,428 steps over nine thousand lines, and end them as the machine does.
    private static string Array<T>(string name, IEnumerable<T> elements, Action<Utf8JsonWriter, T> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, Options);
        var lines = new List<string>();
        foreach (T element in elements)
        {
            buffer.Clear();
            json.Reset(buffer);
            write(json, element);
            json.Flush();
            lines.Add($"    {Encoding.UTF8.GetString(buffer.WrittenSpan)}");
        }

        return $"  \"{name}\": [\n{string.Join(",\n", lines)}\n  ]";
    }
}

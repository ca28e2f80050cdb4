using System.Text.Json;

namespace Vpp.Lifecycle.Json;

/// <summary>Writes the resource's members in their order, from whichever form the values are in.</summary>
internal static class ResourceWriter
{
    internal static void WriteStart(
        Utf8JsonWriter writer,
        ParticipationDetails details,
        ParticipationState currentState,
        bool controlActive,
        bool telemetryActive,
        SuspensionReasonSet suspensionReasons)
    {
        writer.WriteStartObject();
        writer.WriteString(Members.Object, ObjectNames.Participation);
        DetailsWriter.WriteStart(writer, details);
        writer.WriteString(Members.CurrentState, WireText<ParticipationState>.All[(int)currentState]);
        writer.WriteBoolean(Members.ControlActive, controlActive);
        writer.WriteBoolean(Members.TelemetryActive, telemetryActive);
        writer.WriteReasons(suspensionReasons);
        writer.WriteStartArray(Members.ParticipationState);
    }

    internal static void WriteEntry(Utf8JsonWriter writer, in TimelineEntry entry, string description)
    {
        writer.WriteStartObject();
        writer.WriteString(Members.State, WireText<ParticipationState>.All[(int)entry.State]);
        writer.WriteString(Members.Status, WireText<TimelineStatus>.All[(int)entry.Status]);
        writer.WriteString(Members.Description, description);
        writer.WriteTime(Members.OccurredAt, entry.OccurredTicks);
        writer.WriteTime(Members.ExpectedAt, entry.ExpectedTicks);
        writer.WriteReasons(entry.SuspensionReasons);
        writer.WriteEndObject();
    }

    internal static void WriteEnd(Utf8JsonWriter writer, ParticipationDetails details, long timeUpdated, long timeCreated)
    {
        writer.WriteEndArray();
        writer.WriteTime(Members.TimeUpdated, timeUpdated);
        writer.WriteTime(Members.TimeCreated, timeCreated);
        DetailsWriter.WriteProgramme(writer, details);
        writer.WriteEndObject();
    }
}

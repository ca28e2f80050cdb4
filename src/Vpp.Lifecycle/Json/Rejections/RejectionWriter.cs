using System.Text.Json;

namespace Vpp.Lifecycle.Json;

/// <summary>Writes what was rejected.</summary>
internal static class RejectionWriter
{
    internal static void Write(Utf8JsonWriter writer, Rejection rejection)
    {
        writer.WriteStartObject();
        writer.WriteString(Members.Trigger, WireText<Trigger>.Of(rejection.Trigger));
        WriteReason(writer, rejection.State, rejection.Code, rejection.Reason);
        writer.WriteStartArray(Members.Permitted);
        foreach (Trigger trigger in rejection.Permitted)
            writer.WriteStringValue(WireText<Trigger>.Of(trigger));
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    internal static void Write(Utf8JsonWriter writer, AmendmentRejection rejection)
    {
        writer.WriteStartObject();
        WriteReason(writer, rejection.State, rejection.Code, rejection.Reason);
        writer.WriteStartArray(Members.PermittedIn);
        foreach (ParticipationState state in rejection.PermittedIn)
            writer.WriteStringValue(WireText<ParticipationState>.Of(state));
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteReason(Utf8JsonWriter writer, ParticipationState state, RejectionCode code, string reason)
    {
        writer.WriteString(Members.State, WireText<ParticipationState>.Of(state));
        writer.WriteString(Members.Code, WireText<RejectionCode>.Of(code));
        writer.WriteString(Members.Reason, reason);
    }
}

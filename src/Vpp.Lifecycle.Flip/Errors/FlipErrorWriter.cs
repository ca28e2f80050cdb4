using System.Text.Json;
using static Vpp.Lifecycle.Flip.FlipMembers;

namespace Vpp.Lifecycle.Flip;

/// <summary>Writes an error's members in their order.</summary>
internal static class FlipErrorWriter
{
    internal static void Write(Utf8JsonWriter writer, FlipError error)
    {
        writer.WriteStartObject();
        writer.WriteString(Code, error.Code);
        writer.WriteStartArray(Detail);
        foreach (FlipErrorDetail detail in error.Detail)
        {
            writer.WriteStartObject();
            writer.WriteStartArray(Loc);
            foreach (string segment in detail.Loc)
                writer.WriteStringValue(segment);
            writer.WriteEndArray();
            writer.WriteString(Msg, detail.Msg);
            writer.WriteString(FlipMembers.Type, detail.Type);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray(Errors);
        foreach (FlipErrorEntry entry in error.Errors)
        {
            writer.WriteStartObject();
            writer.WriteString(Message, entry.Message);
            writer.WriteString(FlipMembers.Path, entry.Path);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString(Message, error.Message);
        writer.WriteNumber(StatusCode, error.StatusCode);
        writer.WriteEndObject();
    }
}

using System.Text.Json;

namespace EnrolmentService.Imports;

/// <summary>Why a row was refused.</summary>
/// <param name="Line">The line on which the row begins, from 1.</param>
/// <param name="ExternalId">Its external identifier; null where it cannot be told.</param>
/// <param name="Code">Why, for programs.</param>
/// <param name="Member">The member at fault; null where it is the whole row.</param>
/// <param name="Message">Why, in words.</param>
internal sealed record ImportRejection(long Line, string? ExternalId, ImportCode Code, string? Member, string Message)
{
    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("line", Line);
        writer.WriteString("external_id", ExternalId);
        writer.WriteString("code", Code.ToWireName());
        writer.WriteString("member", Member);
        writer.WriteString("message", Message);
        writer.WriteEndObject();
    }
}

using System.Text.Json;

namespace Vpp.Lifecycle.Json;

/// <summary>Writes events.</summary>
internal static class EventWriter
{
    internal static readonly JsonEncodedText Requested = WireText<ParticipationState>.Of(ParticipationState.EnrolmentRequested);
    internal static readonly JsonEncodedText Amended = JsonEncodedText.Encode(DetailsAmended.StoredName);

    internal static void Write(Utf8JsonWriter writer, ParticipationEvent participationEvent)
    {
        writer.WriteStartObject();
        writer.WriteString(Members.ParticipationId, participationEvent.ParticipationId);
        writer.WriteTime(Members.OccurredAt, participationEvent.OccurredTicks);
        switch (participationEvent)
        {
            case ParticipationRequested requested:
                writer.WriteString(Members.Event, Requested);
                WriteDetails(writer, requested.Details);
                writer.WriteString(Members.MeterAccess, WireText<MeterAccess>.Of(requested.MeterAccess));
                DwellTimesJson.Write(writer, requested.DwellTimes);
                writer.WriteIfAny(Members.Specification, requested.Specification);
                break;
            case TriggerFired fired:
                writer.WriteString(Members.Event, WireText<Trigger>.Of(fired.Trigger));
                break;
            case DetailsAmended amended:
                writer.WriteString(Members.Event, Amended);
                WriteDetails(writer, amended.Details);
                break;
        }

        writer.WriteIfAny(Members.Actor, participationEvent.Actor);
        writer.WriteIfAny(Members.Note, participationEvent.Note);
        writer.WriteIfAny(Members.ReasonCode, participationEvent.ReasonCode);
        if (participationEvent is TriggerFired { IsStale: true })
            writer.WriteBoolean(Members.Stale, true);
        writer.WriteEndObject();
    }

    private static void WriteDetails(Utf8JsonWriter writer, ParticipationDetails details)
    {
        writer.WriteString(Members.DeviceId, details.DeviceId);
        writer.WriteString(Members.LocationId, details.LocationId);
        writer.WriteBoolean(Members.LiveMode, details.LiveMode);
        writer.WriteIfAny(Members.ProviderReferenceId, details.ProviderReferenceId);
        DetailsWriter.WriteProgramme(writer, details);
        writer.WriteIfAny(Members.Supersedes, details.Supersedes);
    }
}

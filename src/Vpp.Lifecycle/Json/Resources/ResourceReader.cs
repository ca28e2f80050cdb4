using System.Text.Json;

namespace Vpp.Lifecycle.Json;

/// <summary>
/// Reads the resource, tolerantly: old names (R19), and the two things that the source documents' own examples leave out, the
/// current state and the entry in progress. Nothing else that contradicts itself: what is read is always fit to be written.
/// </summary>
internal static class ResourceReader
{
    private const int Object = DetailsReader.FirstFree;
    private const int CurrentState = Object + 1;
    private const int ControlActive = Object + 2;
    private const int TelemetryActive = Object + 3;
    private const int SuspensionReasons = Object + 4;
    private const int Timeline = Object + 5;
    private const int TimeUpdated = Object + 6;
    private const int TimeCreated = Object + 7;

    private static readonly MemberTable Table = new(
        (Members.Object, Object),
        (Members.Id, DetailsReader.Id),
        (Members.ProviderReferenceId, DetailsReader.ProviderReferenceId),
        (Members.LiveMode, DetailsReader.LiveMode),
        (Members.DeviceId, DetailsReader.DeviceId),
        (Members.LocationId, DetailsReader.LocationId),
        (Members.CurrentState, CurrentState),
        (Members.ControlActive, ControlActive),
        (Members.TelemetryActive, TelemetryActive),
        (Members.SuspensionReasons, SuspensionReasons),
        (Members.ParticipationState, Timeline),
        (Members.TimeUpdated, TimeUpdated),
        (Members.TimeCreated, TimeCreated),
        (Members.Provider, DetailsReader.Provider),
        (Members.Programme, DetailsReader.Programme),
        (Members.AccountId, DetailsReader.AccountId),
        (JsonEncodedText.Encode("enrolment_state"), Timeline));

    internal static ParticipationResource Read(ref JsonCursor cursor)
    {
        var details = default(DetailsReader);
        bool controlActive = false, telemetryActive = false;
        ParticipationState? stated = null;
        SuspensionReasonSet reasons = default;
        TimelineEntryResource[] timeline = [];
        long timeUpdated = 0, timeCreated = 0;

        ObjectProgress progress = cursor.StartObject(Table);
        while (cursor.NextMember(ref progress, out int member))
        {
            if (details.TryRead(ref cursor, member))
                continue;
            switch (member)
            {
                case Object: cursor.RequireText(ObjectNames.Participation); break;
                case CurrentState: stated = cursor.IsNull ? null : cursor.Enum<ParticipationState>(); break;
                case ControlActive: controlActive = cursor.Boolean(); break;
                case TelemetryActive: telemetryActive = cursor.Boolean(); break;
                case SuspensionReasons: reasons = cursor.Reasons(); break;
                case Timeline: timeline = TimelineReader.Read(ref cursor); break;
                case TimeUpdated: timeUpdated = cursor.Time(); break;
                case TimeCreated: timeCreated = cursor.Time(); break;
            }
        }

        ParticipationDetails read = details.ToDetails(cursor, progress);
        cursor.RequireSeen(
            progress, DetailsReader.LiveMode, ControlActive, TelemetryActive, SuspensionReasons, Timeline, TimeUpdated, TimeCreated);
        TimelineEntryResource current = Array.Find(timeline, entry => entry.Status == TimelineStatus.InProgress)!;
        RequireAgreement(cursor, current, stated, controlActive, reasons);
        return new ParticipationResource(read, current.State, controlActive, telemetryActive, reasons, timeline, timeUpdated, timeCreated);
    }

    private static void RequireAgreement(
        in JsonCursor cursor, TimelineEntryResource current, ParticipationState? stated, bool controlActive, SuspensionReasonSet reasons)
    {
        string name = current.State.ToWireName();
        if (stated is { } state && state != current.State)
            throw cursor.Broken(".current_state", $"{state.ToWireName()} is not the state of the timeline's current entry, {name}.");
        bool isActive = current.State == ParticipationState.Active;
        if (controlActive != isActive)
            throw cursor.Broken(".control_active", $"{Word(controlActive)} is not allowed in {name}. Allowed: {Word(isActive)}.");
        SuspensionReasonSet listed = current.SuspensionReasons;
        if (reasons != listed)
            throw cursor.Broken(".suspension_reasons", $"[{reasons}] is not allowed: the timeline's current entry, {name}, lists [{listed}].");
    }

    private static string Word(bool value) => value ? "true" : "false";
}

using System.Text.Json;

namespace Vpp.Lifecycle.Json;

/// <summary>Writes snapshots.</summary>
internal static class SnapshotWriter
{
    internal static void Write(Utf8JsonWriter writer, ParticipationSnapshot snapshot)
    {
        Participation participation = snapshot.ToParticipation();
        ParticipationDetails details = participation.Details;
        Configuration configuration = participation.Configuration;
        writer.WriteStartObject();
        writer.WriteString(Members.Object, ObjectNames.Snapshot);
        writer.WriteNumber(Members.Version, participation.Origin.Earlier is null ? ParticipationSnapshot.WholePastVersion : ParticipationSnapshot.CurrentVersion);
        writer.WriteIfAny(Members.Specification, snapshot.Specification);
        DetailsWriter.WriteStart(writer, details);
        writer.WriteString(Members.MeterAccess, WireText<MeterAccess>.Of(participation.MeterAccess));
        writer.WriteString(Members.CurrentState, WireText<ParticipationState>.Of(configuration.State));
        writer.WriteReasons(configuration.SuspensionReasons);
        writer.WriteBoolean(Members.RewardsSettled, configuration.RewardsSettled);
        writer.WriteBoolean(Members.NoticePeriodElapsed, configuration.NoticePeriodElapsed);
        if (participation.Origin.Earlier is { } earlier)
            EarlierVisitsJson.Write(writer, earlier);
        WriteVisits(writer, participation);
        writer.WriteTime(Members.TelemetrySeenAt, participation.TelemetrySeenTicks);
        writer.WriteTime(Members.ConsentedAt, participation.ConsentedTicks);
        writer.WriteTime(Members.TimeUpdated, participation.UpdatedTicks);
        writer.WriteTime(Members.TimeCreated, participation.Origin.TimeCreated);
        DetailsWriter.WriteProgramme(writer, details);
        writer.WriteIfAny(Members.Supersedes, details.Supersedes);
        DwellTimesJson.Write(writer, participation.DwellTimes);
        writer.WriteEndObject();
    }

    /// <summary>The states visited that are at hand, the current one as the last, each with every reason that was active at some time during the visit.</summary>
    private static void WriteVisits(Utf8JsonWriter writer, Participation participation)
    {
        var visits = new Visit[participation.CurrentVisit.Count];
        int index = visits.Length;
        for (Visit? visit = participation.CurrentVisit; visit is not null; visit = visit.Previous)
            visits[--index] = visit;

        writer.WriteStartArray(Members.Visits);
        foreach (Visit visit in visits)
            WriteVisit(writer, visit.State, visit.EnteredAt, visit.ExpectedAt, visit.Reasons);
        writer.WriteEndArray();
    }

    private static void WriteVisit(Utf8JsonWriter writer, ParticipationState state, long enteredAt, long expectedAt, SuspensionReasonSet reasons)
    {
        writer.WriteStartObject();
        writer.WriteString(Members.State, WireText<ParticipationState>.Of(state));
        writer.WriteTime(Members.OccurredAt, enteredAt);
        writer.WriteTime(Members.ExpectedAt, expectedAt);
        writer.WriteReasons(reasons);
        writer.WriteEndObject();
    }
}

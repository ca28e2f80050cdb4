using System.Globalization;
using System.Text;

namespace Vpp.Lifecycle.Tests.Properties;

/// <summary>All that can be seen of a participation, written out, to be compared with another.</summary>
internal static class Written
{
    public static string Out(Participation participation)
    {
        var text = new StringBuilder();
        Head(
            text, participation.CurrentState, participation.SuspensionReasons, participation.MeterAccess, participation.TimeCreated, participation.TimeUpdated,
            participation.EnteredAt, participation.TelemetrySeenAt, participation.ConsentedAt, participation.Details.LocationId);
        foreach (TimelineEntry entry in participation.Timeline)
            Entry(text, entry.State, entry.Status, entry.OccurredAt, entry.ExpectedAt, entry.SuspensionReasons);
        return text.ToString();
    }

    public static string Out(NaiveParticipation naive)
    {
        var text = new StringBuilder();
        Head(
            text, naive.State, naive.Reasons.Order(), naive.MeterAccess, naive.Created, naive.Updated, naive.Now.EnteredAt, naive.Seen, naive.Consented,
            $"loc_{naive.Amendments}");
        foreach (NaiveVisit visit in naive.Visits.SkipLast(1))
            Entry(text, visit.State, TimelineStatus.Complete, visit.EnteredAt, visit.ExpectedAt, visit.ReasonsEver.Distinct().Order());
        Entry(text, naive.State, TimelineStatus.InProgress, naive.Now.EnteredAt, naive.Now.ExpectedAt, naive.Reasons.Order());
        foreach ((ParticipationState state, DateTimeOffset? at) in naive.Ahead())
            Entry(text, state, TimelineStatus.Pending, null, at, []);
        return text.ToString();
    }

    private static void Head(
        StringBuilder text, ParticipationState state, IEnumerable<SuspensionReason> reasons, MeterAccess meterAccess, DateTimeOffset created,
        DateTimeOffset updated, DateTimeOffset entered, DateTimeOffset? seen, DateTimeOffset? consented, string location)
    {
        text.Append("state ").Append((int)state);
        Reasons(text, reasons);
        text.Append(" meter ").Append((int)meterAccess);
        Time(text, "created", created);
        Time(text, "updated", updated);
        Time(text, "entered", entered);
        Time(text, "seen", seen);
        Time(text, "consented", consented);
        text.Append(" at ").Append(location).Append('\n');
    }

    private static void Entry(
        StringBuilder text, ParticipationState state, TimelineStatus status, DateTimeOffset? occurred, DateTimeOffset? expected, IEnumerable<SuspensionReason> reasons)
    {
        text.Append(state.ToWireName()).Append(' ').Append(status.ToWireName());
        Time(text, "occurred", occurred);
        Time(text, "expected", expected);
        Reasons(text, reasons);
        text.Append('\n');
    }

    private static void Reasons(StringBuilder text, IEnumerable<SuspensionReason> reasons)
    {
        text.Append(" [");
        foreach (SuspensionReason reason in reasons)
            text.Append(' ').Append(reason.ToWireName());
        text.Append(" ]");
    }

    private static void Time(StringBuilder text, string name, DateTimeOffset? time)
    {
        text.Append(' ').Append(name).Append(' ');
        if (time is { } there)
            text.Append(there.UtcTicks.ToString(CultureInfo.InvariantCulture)).Append(there.Offset == TimeSpan.Zero ? "" : " not UTC");
        else
            text.Append('-');
    }
}

using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tests.Properties;

/// <summary>What leaving out earlier visits changes, and what it does not.</summary>
public sealed class LongPastPropertyTests
{
    [LifecycleProperty]
    public void It_makes_no_difference_whether_visits_are_left_out_before_or_after_an_event(Script script)
    {
        int kept = Kept(script);
        Participation whole = script.Request();
        Participation latest = whole;
        foreach (Command command in script.Commands)
        {
            TransitionResult? ofWhole = Script.Perform(whole, command, out whole);
            TransitionResult? ofLatest = Script.Perform(latest, command, out latest);

            Assert.Equal((ofWhole?.Outcome, ofWhole?.Rejection), (ofLatest?.Outcome, ofLatest?.Rejection));
            latest = latest.WithLatestVisits(kept);
            Assert.Equal(whole.WithLatestVisits(kept), latest);
            Assert.Equal(whole.WithLatestVisits(kept).GetHashCode(), latest.GetHashCode());
        }
    }

    [LifecycleProperty]
    public void The_timeline_goes_on_from_the_latest_visits_and_the_rest_is_counted(Script script)
    {
        Participation whole = script.Live()[^1];
        Participation latest = whole.WithLatestVisits(Kept(script));

        Assert.Equal(Math.Max(0, whole.Timeline.CompleteCount + 1 - Kept(script)), latest.EarlierVisitCount);
        Assert.Equal(whole.Timeline.Skip(latest.EarlierVisitCount), latest.Timeline);
        Assert.Equal(whole.Timeline.CompleteCount, latest.EarlierVisitCount + latest.Timeline.CompleteCount);
    }

    [LifecycleProperty]
    public void Nothing_that_is_asked_of_a_participation_but_its_timeline_depends_on_the_visits_left_out(Script script)
    {
        Participation whole = script.Live()[^1];
        Participation latest = whole.WithLatestVisits(Kept(script));

        Assert.Equal(
            (whole.Details, whole.Configuration, whole.MeterAccess, whole.TimeCreated, whole.TimeUpdated, whole.EnteredAt, whole.TelemetrySeenAt, whole.ConsentedAt, whole.DwellTimes),
            (latest.Details, latest.Configuration, latest.MeterAccess, latest.TimeCreated, latest.TimeUpdated, latest.EnteredAt, latest.TelemetrySeenAt, latest.ConsentedAt, latest.DwellTimes));
        Assert.Equal(LifecycleTimers.Default.NextDue(whole), LifecycleTimers.Default.NextDue(latest));
        foreach (ParticipationState state in Enum.GetValues<ParticipationState>())
        {
            DateTimeOffset? firstEntered = whole.Timeline.FirstOrDefault(entry => entry.State == state && entry.Status != TimelineStatus.Pending).OccurredAt;
            Assert.Equal((firstEntered, firstEntered), (whole.FirstEntered(state), latest.FirstEntered(state)));
        }
    }

    [LifecycleProperty]
    public void A_snapshot_gives_back_the_latest_visits_and_what_is_known_of_the_earlier_ones(Script script)
    {
        foreach (Participation whole in script.Live())
        {
            Participation latest = whole.WithLatestVisits(Kept(script));
            Assert.Equal(latest, ParticipationSnapshot.Parse(ParticipationSnapshot.From(latest).ToUtf8Bytes()).ToParticipation());
        }
    }

    private static int Kept(Script script) => 1 + (script.Commands.Count % 5);
}

using System.Text.Json.Nodes;
using Vpp.Lifecycle.Flip;
using Vpp.Lifecycle.Json;
using static Vpp.Lifecycle.ParticipationState;

namespace Vpp.Lifecycle.Tests.Unit;

/// <summary>Participations of which only the latest visits are at hand.</summary>
public class LongPastTests
{
    private static readonly Participation Paused = Alternating(Given.In(Active), 1_001);

    [Fact]
    public void A_participation_with_no_more_visits_than_asked_for_stays_as_it_is()
    {
        Participation active = Given.In(Active);
        Assert.Equal((0, 7), (active.EarlierVisitCount, active.Timeline.CompleteCount));
        Assert.Same(active, active.WithLatestVisits(8));
        Assert.Same(active, active.WithLatestVisits(int.MaxValue));
    }

    [Fact]
    public void At_least_the_current_visit_is_kept()
    {
        Participation latest = Given.In(Active).WithLatestVisits(1);
        Assert.Equal((7, 0, Active), (latest.EarlierVisitCount, latest.Timeline.CompleteCount, latest.Timeline.Current.State));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => latest.WithLatestVisits(0));
    }

    [Fact]
    public void Visits_left_out_do_not_come_back_and_make_another_value()
    {
        Participation latest = Paused.WithLatestVisits(3);
        Assert.Same(latest, latest.WithLatestVisits(10));
        Assert.NotEqual(Paused, latest);
        Assert.NotEqual(latest, Paused.WithLatestVisits(2));
        Assert.Equal(Paused.WithLatestVisits(2), latest.WithLatestVisits(2));
    }

    [Fact]
    public void The_first_time_in_a_state_is_known_whether_or_not_its_visit_is_at_hand()
    {
        Participation offboarded = Given.In(Offboarded).WithLatestVisits(1);
        foreach (TimelineEntry visit in Given.In(Offboarded).Timeline)
            Assert.Equal(visit.OccurredAt, offboarded.FirstEntered(visit.State));
        Assert.Null(offboarded.FirstEntered(Suspended));
        Assert.Throws<ArgumentOutOfRangeException>("state", () => offboarded.FirstEntered((ParticipationState)99));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(1_000)]
    [InlineData(100_000)]
    public void Storing_an_event_costs_the_same_however_long_the_past_is(int visits)
    {
        Participation participation = Alternating(Given.In(Active), visits).WithLatestVisits(10);
        Trigger next = participation.CurrentState == Active ? Trigger.CustomerPaused : Trigger.CustomerResumed;

        long before = GC.GetAllocatedBytesForCurrentThread();
        Participation after = participation.ApplyOrThrow(next, participation.TimeUpdated.AddHours(1)).WithLatestVisits(10);
        byte[] stored = ParticipationSnapshot.From(after).ToUtf8Bytes();
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(visits + 8 + 1, after.EarlierVisitCount + 10);
        Assert.True(stored.Length < 3_000, $"{stored.Length} bytes");
        Assert.True(allocated < 30_000, $"{allocated} bytes allocated");
    }

    [Fact]
    public void A_whole_past_is_written_in_version_1_and_a_cut_one_in_version_2_after_the_states_that_were_first_entered()
    {
        Assert.Equal(1, (int)Document(Given.In(Active))["version"]!);

        JsonObject cut = Document(Given.In(AwaitingTelemetry).WithLatestVisits(1));
        Assert.Equal(2, (int)cut["version"]!);
        Assert.Equal(
            """{"count":2,"first_entered":{"ENROLMENT_REQUESTED":"2026-03-01T09:00:00Z","AWAITING_CONSENT":"2026-03-01T10:00:00Z"}}""",
            cut["earlier_visits"]!.ToJsonString());
        Assert.Single(cut["visits"]!.AsArray());
    }

    [Fact]
    public void A_visit_that_a_host_stored_apart_is_the_entry_that_the_timeline_had()
    {
        foreach (TimelineEntry entry in Paused.Timeline.Take(Paused.Timeline.CompleteCount))
            Assert.Equal(entry, TimelineEntry.FromVisit(entry.State, entry.OccurredAt!.Value, entry.ExpectedAt, entry.SuspensionReasons));

        Assert.Throws<ArgumentException>("suspensionReasons", () => TimelineEntry.FromVisit(Suspended, Given.Start, null, SuspensionReasonSet.Empty));
        Assert.Throws<ArgumentException>("suspensionReasons", () => TimelineEntry.FromVisit(Active, Given.Start, null, SuspensionReasonSet.From(SuspensionReason.CustomerRequest)));
        Assert.Throws<ArgumentOutOfRangeException>("state", () => TimelineEntry.FromVisit((ParticipationState)16, Given.Start, null, SuspensionReasonSet.Empty));
    }

    [Fact]
    public void A_visit_is_put_into_words_without_its_participation()
    {
        TimelineEntry entry = Paused.Timeline[7];
        Assert.Equal(ParticipationResource.From(Paused, Given.Start).Timeline[7], TimelineEntryResource.From(entry));
    }

    [Fact]
    public void Flip_goes_on_showing_when_it_was_first_active_and_when_it_was_unenrolled()
    {
        var details = new FlipEnrollmentDetails { Site = new FlipSite { Id = "site_1" } };
        Participation left = Paused.After(Trigger.LeaveRequested, Trigger.NoticeServed, Trigger.RewardsSettled, Trigger.NoticePeriodElapsed, Trigger.SiteDeleted);

        Assert.Equal(FlipEnrollment.From(left, details), FlipEnrollment.From(left.WithLatestVisits(1), details));
    }

    [Fact]
    public void A_text_of_Flips_stands_as_long_as_the_visits_since_it_was_given_are_at_hand()
    {
        FlipStatusReason reason = FlipStatusReason.From("Grid works.", Paused.WithLatestVisits(3));
        Assert.Equal(FlipStatusReason.From("Grid works.", Paused), reason);
        Assert.True(reason.StandsIn(Paused.WithLatestVisits(1)));

        var alwaysActive = FlipStatusMapping.From(_ => FlipEnrollmentStatus.Active);
        var early = new FlipStatusReason("Welcome.", visit: 7, endsWithOperatorPause: false);
        Assert.True(early.StandsIn(Paused, alwaysActive));
        Assert.True(early.StandsIn(Paused.WithLatestVisits(Paused.Timeline.CompleteCount + 1 - 7), alwaysActive));
        Assert.False(early.StandsIn(Paused.WithLatestVisits(Paused.Timeline.CompleteCount - 7), alwaysActive));
    }

    private static Participation Alternating(Participation participation, int visits)
    {
        for (int visit = 0; visit < visits; visit++)
            participation = participation.After(visit % 2 == 0 ? Trigger.CustomerPaused : Trigger.CustomerResumed);
        return participation;
    }

    private static JsonObject Document(Participation participation) => JsonNode.Parse(ParticipationSnapshot.From(participation).ToJson())!.AsObject();
}

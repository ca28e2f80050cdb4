namespace Vpp.Lifecycle.Tests.Unit;

/// <summary>R14 to R16: the times of a participation, with events in any order and any offset.</summary>
public sealed class EventTimesTests
{
    [Fact]
    public void A_request_sets_all_three_times()
    {
        Participation requested = Given.Requested();

        Assert.Equal(
            (Given.Start, Given.Start, Given.Start),
            (requested.TimeCreated, requested.TimeUpdated, requested.EnteredAt));
        Assert.Equal((null, null), (requested.TelemetrySeenAt, requested.ConsentedAt));
    }

    [Fact]
    public void An_event_earlier_than_the_one_before_it_is_applied_and_keeps_its_own_time()
    {
        Participation before = Given.OfCode(12);
        DateTimeOffset early = Given.Start.AddDays(-30);

        AcceptedTransition accepted = before.Accept(Trigger.ControlLost, early);

        Assert.Equal(early, accepted.Transition.OccurredAt);
        Assert.Equal(early, accepted.Participation.EnteredAt);
        Assert.Equal(early, accepted.Participation.Timeline.Current.OccurredAt);
        Assert.Equal(before.TimeUpdated, accepted.Participation.TimeUpdated);
        Assert.Equal(before.TimeCreated, accepted.Participation.TimeCreated);
        Assert.Equal(early.AddDays(1), accepted.Participation.ApplyOrThrow(Trigger.ControlRestored, early.AddDays(1)).EnteredAt);
    }

    [Fact]
    public void An_update_moves_the_time_updated_and_not_the_time_entered()
    {
        Participation before = Given.OfCode(13);
        DateTimeOffset later = before.TimeUpdated.AddDays(1);

        Participation after = before.ApplyOrThrow(Trigger.OperatorPaused, later);

        Assert.Equal((later, before.EnteredAt), (after.TimeUpdated, after.EnteredAt));
    }

    [Fact]
    public void Offsets_are_read_and_utc_is_given_back()
    {
        var inSydney = new DateTimeOffset(2026, 3, 1, 20, 0, 0, TimeSpan.FromHours(11));
        var inNewfoundland = new DateTimeOffset(2026, 3, 2, 0, 30, 0, new TimeSpan(-3, -30, 0));
        var inUtc = new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

        Participation participation = Participation.Request(Given.Details, MeterAccess.NotRequired, inSydney);
        Transition transition = participation.Accept(Trigger.ConsentRequested, inNewfoundland).Transition;
        Participation seen = participation.ApplyOrThrow(Trigger.TelemetryReceived, inSydney);

        Assert.Equal(participation, Participation.Request(Given.Details, MeterAccess.NotRequired, inUtc));
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 4, 0, 0, TimeSpan.Zero), transition.OccurredAt);
        foreach (DateTimeOffset? time in (DateTimeOffset?[])[
            participation.TimeCreated, participation.TimeUpdated, participation.EnteredAt, participation.Timeline.Current.OccurredAt,
            seen.TelemetrySeenAt, transition.OccurredAt])
        {
            Assert.Equal(TimeSpan.Zero, time!.Value.Offset);
        }

        Assert.True(seen.TelemetryActive(inUtc.AddHours(24).ToOffset(TimeSpan.FromHours(-12))));
        Assert.False(seen.TelemetryActive(inUtc.AddHours(24).AddTicks(1).ToOffset(TimeSpan.FromHours(14))));
    }

    [Fact]
    public void The_first_and_the_last_tick_of_all_are_times_like_others()
    {
        Participation participation = Given.Requested(at: DateTimeOffset.MinValue)
            .ApplyOrThrow(Trigger.ConsentRequested, DateTimeOffset.MaxValue)
            .ApplyOrThrow(Trigger.ConsentGranted, DateTimeOffset.MinValue);

        Assert.Equal(DateTimeOffset.MinValue, participation.TimeCreated);
        Assert.Equal(DateTimeOffset.MaxValue, participation.TimeUpdated);
        Assert.Equal(DateTimeOffset.MinValue, participation.EnteredAt);
        Assert.Equal(DateTimeOffset.MinValue, participation.ConsentedAt);
        Assert.Equal(
            [DateTimeOffset.MinValue, DateTimeOffset.MaxValue, DateTimeOffset.MinValue],
            participation.Timeline.Take(3).Select(entry => entry.OccurredAt!.Value));
    }

    [Fact]
    public void The_extremes_written_with_an_offset_are_the_extremes()
    {
        var firstInIndia = new DateTimeOffset(DateTime.MinValue.AddHours(5.5), TimeSpan.FromHours(5.5));
        var lastInHawaii = new DateTimeOffset(DateTime.MaxValue.AddHours(-10), TimeSpan.FromHours(-10));

        Participation participation = Given.Requested(at: firstInIndia).ApplyOrThrow(Trigger.ConsentRequested, lastInHawaii);

        Assert.Equal((DateTimeOffset.MinValue, DateTimeOffset.MaxValue), (participation.TimeCreated, participation.TimeUpdated));
    }

    [Fact]
    public void Participations_compare_by_every_time_they_keep()
    {
        Participation one = Given.OfCode(13);
        Participation[] others =
        [
            Given.OfCode(13).ApplyOrThrow(Trigger.TelemetryReceived, one.TimeUpdated.AddTicks(1)),
            Given.OfCode(12).ApplyOrThrow(Trigger.TelemetryLost, one.EnteredAt.AddTicks(1)),
            Given.OfCode(13).ApplyOrThrow(Trigger.OperatorPaused, one.EnteredAt).ApplyOrThrow(Trigger.OperatorResumed, one.EnteredAt),
            Given.OfCode(12).ApplyOrThrow(Trigger.ConsentRenewed, one.EnteredAt).ApplyOrThrow(Trigger.TelemetryLost, one.EnteredAt),
            Participation.Request(Given.Details with { AccountId = "acc_other" }, MeterAccess.NotRequired, Given.Start),
            Given.Requested(MeterAccess.Available),
            Given.Requested(),
        ];

        Assert.Equal(one, Given.OfCode(13));
        Assert.Equal(one.GetHashCode(), Given.OfCode(13).GetHashCode());
        Assert.True(one == Given.OfCode(13) && !(one != Given.OfCode(13)) && one != null && (Participation?)null == null);
        Assert.False(one.Equals("a text"));
        Assert.All(others, other => Assert.NotEqual(one, other));
        Assert.Equal(others.Length, others.Distinct().Count());
        Assert.NotEqual(Given.Requested(MeterAccess.Available), Given.Requested(MeterAccess.NotRequired));
    }

    [Fact]
    public void Pasts_that_differ_only_far_back_differ()
    {
        Participation one = Given.Requested().ApplyOrThrow(Trigger.ConsentRequested, Given.Start.AddTicks(1)).ApplyOrThrow(Trigger.ConsentGranted, Given.Start.AddDays(1));
        Participation other = Given.Requested().ApplyOrThrow(Trigger.ConsentRequested, Given.Start.AddTicks(2)).ApplyOrThrow(Trigger.ConsentGranted, Given.Start.AddDays(1));

        Assert.NotEqual(one, other);
        Assert.NotEqual(one.Timeline, other.Timeline);
    }

    [Fact]
    public void Pasts_of_unlike_length_differ_even_when_all_of_it_happened_at_once()
    {
        Participation active = Given.OfCode(12);
        Participation paused = active.ApplyOrThrow(Trigger.CustomerPaused, active.TimeUpdated);
        Participation resumed = paused.ApplyOrThrow(Trigger.CustomerResumed, active.TimeUpdated);

        Assert.Equal((active.Configuration, active.EnteredAt, active.TimeUpdated), (resumed.Configuration, resumed.EnteredAt, resumed.TimeUpdated));
        Assert.NotEqual(active, resumed);
        Assert.NotEqual(Given.Requested(), Given.Requested().ApplyOrThrow(Trigger.ConsentRequested, Given.Start));
    }
}

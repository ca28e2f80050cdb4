namespace Vpp.Lifecycle.Tests.Unit;

/// <summary>R10 and R15: what is seen, when, and for how long it counts.</summary>
public sealed class TelemetryWindowTests
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);
    private static readonly TimeSpan OneTick = TimeSpan.FromTicks(1);

    public static TheoryData<int> Codes => Given.Codes;

    [Fact]
    public void Exactly_24_hours_are_still_active_and_one_tick_more_is_not()
    {
        Participation seen = Given.Requested().ApplyOrThrow(Trigger.TelemetryReceived, Given.Start);

        Assert.True(seen.TelemetryActive(Given.Start));
        Assert.True(seen.TelemetryActive(Given.Start + Day - OneTick));
        Assert.True(seen.TelemetryActive(Given.Start + Day));
        Assert.False(seen.TelemetryActive(Given.Start + Day + OneTick));
        Assert.False(seen.TelemetryActive(DateTimeOffset.MaxValue));
        Assert.Equal(Day, Participation.TelemetryWindow);
    }

    [Fact]
    public void Never_seen_is_never_active()
    {
        Participation unseen = Given.OfCode(4);

        Assert.Null(unseen.TelemetrySeenAt);
        Assert.False(unseen.TelemetryActive(DateTimeOffset.MinValue));
        Assert.False(unseen.TelemetryActive(Given.Start));
        Assert.False(unseen.TelemetryActive(DateTimeOffset.MaxValue));
    }

    [Fact]
    public void Asked_about_a_time_before_the_sighting_it_is_active()
    {
        // T − last seen ≤ 24 h, read literally: a negative difference is no silence.
        Participation seen = Given.Requested().ApplyOrThrow(Trigger.TelemetryReceived, Given.Start);

        Assert.True(seen.TelemetryActive(Given.Start - Day));
        Assert.True(seen.TelemetryActive(DateTimeOffset.MinValue));
    }

    [Fact]
    public void A_sighting_at_the_first_tick_of_all_counts()
    {
        Participation seen = Given.Requested(at: DateTimeOffset.MinValue).ApplyOrThrow(Trigger.TelemetryReceived, DateTimeOffset.MinValue);

        Assert.Equal(DateTimeOffset.MinValue, seen.TelemetrySeenAt);
        Assert.True(seen.TelemetryActive(DateTimeOffset.MinValue + Day));
        Assert.False(seen.TelemetryActive(DateTimeOffset.MinValue + Day + OneTick));
    }

    [Fact]
    public void A_sighting_at_the_last_tick_of_all_counts()
    {
        Participation seen = Given.Requested().ApplyOrThrow(Trigger.TelemetryReceived, DateTimeOffset.MaxValue);

        Assert.Equal(DateTimeOffset.MaxValue, seen.TelemetrySeenAt);
        Assert.True(seen.TelemetryActive(DateTimeOffset.MaxValue));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_sighting_and_a_consent_are_recorded_whenever_they_are_not_rejected(int code)
    {
        Participation before = Given.OfCode(code);
        DateTimeOffset at = before.TimeUpdated.AddDays(3);
        foreach (Trigger trigger in (Trigger[])[Trigger.TelemetryReceived, Trigger.TelemetryResumed, Trigger.ConsentGranted, Trigger.ConsentRenewed])
        {
            bool isSighting = trigger is Trigger.TelemetryReceived or Trigger.TelemetryResumed;
            TransitionResult result = before.Apply(trigger, at);
            Participation after = result.Accepted?.Participation ?? before;

            Assert.Equal(result.IsAccepted && isSighting ? at : before.TelemetrySeenAt, after.TelemetrySeenAt);
            Assert.Equal(result.IsAccepted && !isSighting ? at : before.ConsentedAt, after.ConsentedAt);
        }
    }

    [Fact]
    public void A_heartbeat_in_every_state_but_the_terminal_ones_keeps_telemetry_active()
    {
        foreach (ParticipationState state in Enum.GetValues<ParticipationState>())
        {
            bool isTerminal = state is ParticipationState.Ineligible or ParticipationState.Offboarded or ParticipationState.Failed;
            Participation participation = Given.In(state);
            DateTimeOffset later = Given.Start.AddYears(1);

            Assert.Equal(!isTerminal, participation.Apply(Trigger.TelemetryReceived, later).Accepted?.Participation.TelemetryActive(later) ?? false);
        }
    }

    [Fact]
    public void Late_sightings_and_consents_never_move_the_last_ones_backwards()
    {
        Participation active = Given.OfCode(12)
            .ApplyOrThrow(Trigger.TelemetryReceived, Given.Start.AddDays(9))
            .ApplyOrThrow(Trigger.ConsentRenewed, Given.Start.AddDays(8));

        Participation late = active
            .ApplyOrThrow(Trigger.TelemetryReceived, Given.Start.AddDays(5))
            .ApplyOrThrow(Trigger.TelemetryResumed, Given.Start.AddDays(5))
            .ApplyOrThrow(Trigger.ConsentRenewed, Given.Start.AddDays(5));

        Assert.Equal(Given.Start.AddDays(9), late.TelemetrySeenAt);
        Assert.Equal(Given.Start.AddDays(8), late.ConsentedAt);
        Assert.Same(active, late);
    }

    [Fact]
    public void An_ignored_sighting_moves_no_other_time()
    {
        Participation before = Given.OfCode(12);

        Participation after = before.ApplyOrThrow(Trigger.TelemetryReceived, Given.Start.AddYears(1));

        Assert.NotEqual(before, after);
        Assert.Equal(before.TimeUpdated, after.TimeUpdated);
        Assert.Equal(before.EnteredAt, after.EnteredAt);
        Assert.Equal(before.Timeline, after.Timeline);
    }
}

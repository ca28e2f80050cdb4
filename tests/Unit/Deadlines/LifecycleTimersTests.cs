namespace Vpp.Lifecycle.Tests.Unit;

/// <summary>R25. An enrolment of <see cref="Given"/> is asked for consent after 1 hour, consents after 2, is seen after 3 and goes live after 7.</summary>
public sealed class LifecycleTimersTests
{
    private static readonly TimeSpan OneTick = TimeSpan.FromTicks(1);
    private static readonly DateTimeOffset Consented = Hours(2);
    private static readonly DateTimeOffset Seen = Hours(3);
    private static readonly DateTimeOffset Silent = Seen.AddHours(24) + OneTick;
    private static readonly LifecycleTimers Off = LifecycleTimers.Default with { TelemetrySilence = null };

    private static readonly LifecycleTimers AllOn = new()
    {
        TelemetrySilence = TimeSpan.FromHours(24),
        ConsentDecision = TimeSpan.FromDays(14),
        FirstTelemetry = TimeSpan.FromDays(7),
        ConsentValidity = TimeSpan.FromDays(365),
        NoticePeriod = TimeSpan.FromDays(30),
    };

    public static TheoryData<int> Codes => Given.Codes;

    [Fact]
    public void Only_silence_of_24_hours_is_on_by_default()
    {
        Assert.Equal(TimeSpan.FromHours(24), LifecycleTimers.Default.TelemetrySilence);
        Assert.Equal(
            (null, null, null, null),
            (LifecycleTimers.Default.ConsentDecision, LifecycleTimers.Default.FirstTelemetry, LifecycleTimers.Default.ConsentValidity, LifecycleTimers.Default.NoticePeriod));
        Assert.Equal(LifecycleTimers.Default, new LifecycleTimers());
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Each_state_has_its_own_timers_and_the_others_none(int code)
    {
        Participation participation = Given.OfCode(code);
        SuspensionReason[] reasons = [.. participation.SuspensionReasons];
        (DateTimeOffset, Trigger)? expected = Situation.OfCode(code) switch
        {
            { State: ParticipationState.AwaitingConsent } => (participation.EnteredAt.AddDays(14), Trigger.ConsentWithheld),
            { State: ParticipationState.AwaitingTelemetry } => (participation.EnteredAt.AddDays(7), Trigger.TelemetryNeverEstablished),
            { State: ParticipationState.Active } => (Silent, Trigger.TelemetryLost),
            { State: ParticipationState.Suspended } when !reasons.Contains(SuspensionReason.AwaitingTelemetry) => (Silent, Trigger.TelemetryLost),
            { State: ParticipationState.Suspended } when !reasons.Contains(SuspensionReason.AwaitingConsent) => (Consented.AddDays(365), Trigger.ConsentLapsed),
            { State: ParticipationState.WindingDown, NoticePeriodElapsed: false } => (participation.EnteredAt.AddDays(30), Trigger.NoticePeriodElapsed),
            _ => null,
        };

        Deadline? due = AllOn.NextDue(participation);

        Assert.Equal(expected, due is { } deadline ? (deadline.DueAt, deadline.Trigger) : null);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_timer_that_is_off_is_never_due(int code)
    {
        Assert.Null(Off.NextDue(Given.OfCode(code)));
        Assert.Empty(Off.Advance(Given.OfCode(code), DateTimeOffset.MaxValue).Transitions);
    }

    [Fact]
    public void Silence_is_due_one_tick_after_24_hours_and_applied_at_that_time()
    {
        Participation active = Given.OfCode(12);

        Assert.Same(active, LifecycleTimers.Default.Advance(active, Seen.AddHours(24)).Participation);
        AdvanceResult result = LifecycleTimers.Default.Advance(active, Silent);

        Transition lost = Assert.Single(result.Transitions);
        Assert.Equal((Trigger.TelemetryLost, Outcome.Transitioned, Silent), (lost.Trigger, lost.Outcome, lost.OccurredAt));
        Assert.Equal((12, 13), (lost.From.Code, lost.To.Code));
        Assert.Equal(active.ApplyOrThrow(Trigger.TelemetryLost, Silent), result.Participation);
        Assert.False(result.Participation.TelemetryActive(Silent));
        Assert.True(result.Participation.TelemetryActive(Silent - OneTick));
        Assert.Equal(result, LifecycleTimers.Default.Advance(Given.OfCode(12), Silent));
        Assert.NotEqual(result, LifecycleTimers.Default.Advance(result.Participation, Silent));
    }

    [Fact]
    public void Silence_adds_its_reason_to_a_suspension_for_another()
    {
        Participation paused = Given.Suspended(SuspensionReason.OperatorRequest);

        Transition lost = Assert.Single(LifecycleTimers.Default.Advance(paused, DateTimeOffset.MaxValue).Transitions);

        Assert.Equal((Trigger.TelemetryLost, Outcome.Updated, Silent), (lost.Trigger, lost.Outcome, lost.OccurredAt));
        Assert.Equal([SuspensionReason.AwaitingTelemetry, SuspensionReason.OperatorRequest], lost.To.SuspensionReasons);
    }

    [Fact]
    public void A_sighting_puts_silence_off_and_a_late_one_does_not()
    {
        Participation active = Given.OfCode(12);

        Assert.Equal(Hours(124) + OneTick, NextDue(active.ApplyOrThrow(Trigger.TelemetryReceived, Hours(100))).DueAt);
        Assert.Equal(Silent, NextDue(active.ApplyOrThrow(Trigger.TelemetryReceived, Hours(1))).DueAt);
    }

    [Fact]
    public void Nothing_is_due_before_the_current_state_was_entered()
    {
        Participation lateLive = Given.OfCode(10).ApplyOrThrow(Trigger.DeviceWentLive, Hours(1000));
        LifecycleTimers timers = Off with { TelemetrySilence = TimeSpan.FromHours(24), ConsentValidity = TimeSpan.FromDays(1) };

        Assert.Equal(new { DueAt = Hours(1000), Trigger = Trigger.TelemetryLost }, new { NextDue(lateLive).DueAt, NextDue(lateLive).Trigger });
        Assert.Equal(
            [(Trigger.TelemetryLost, Hours(1000)), (Trigger.ConsentLapsed, Hours(1000))],
            timers.Advance(lateLive, Hours(1000)).Transitions.Select(transition => (transition.Trigger, transition.OccurredAt)));

        Participation lateSuspension = Given.OfCode(12).ApplyOrThrow(Trigger.OperatorPaused, Hours(500));
        Assert.Equal(Hours(500), NextDue(lateSuspension).DueAt);
    }

    [Fact]
    public void Telemetry_never_seen_is_missed_from_the_entering_of_active()
    {
        // R25 names the case; no sequence of triggers leads here, and a snapshot that says so is rejected.
        Participation live = NeverSeenNorConsented(Given.OfCode(12));
        LifecycleTimers validity = Off with { ConsentValidity = TimeSpan.FromDays(5) };
        Participation suspended = live.ApplyOrThrow(Trigger.OperatorPaused, Hours(9));

        Assert.Equal(Hours(7 + 24) + OneTick, NextDue(live).DueAt);
        Assert.Equal(Hours(7 + 24) + OneTick, NextDue(suspended).DueAt);
        Assert.Equal(Hours(7).AddDays(5), validity.NextDue(live)!.Value.DueAt);
        Assert.Equal(Hours(7).AddDays(5), validity.NextDue(suspended)!.Value.DueAt);
    }

    [Fact]
    public void Consent_lapses_when_its_validity_ends_counted_from_the_last_one()
    {
        LifecycleTimers timers = Off with { ConsentValidity = TimeSpan.FromDays(10) };
        Participation active = Given.OfCode(12);
        DateTimeOffset lapsed = Consented.AddDays(10);

        Assert.Empty(timers.Advance(active, lapsed - OneTick).Transitions);
        Transition transition = Assert.Single(timers.Advance(active, lapsed).Transitions);
        Assert.Equal((Trigger.ConsentLapsed, lapsed), (transition.Trigger, transition.OccurredAt));
        Participation renewed = active.ApplyOrThrow(Trigger.ConsentRenewed, Hours(50));
        Assert.Equal(Hours(50).AddDays(10), timers.NextDue(renewed)!.Value.DueAt);
        Assert.Null(timers.NextDue(Given.Suspended(SuspensionReason.AwaitingConsent)));
        Assert.Equal(lapsed, timers.NextDue(Given.Suspended(SuspensionReason.AwaitingTelemetry))!.Value.DueAt);
    }

    [Theory]
    [InlineData(2, Trigger.ConsentWithheld, 14)]
    [InlineData(3, Trigger.ConsentWithheld, 14)]
    [InlineData(4, Trigger.TelemetryNeverEstablished, 7)]
    [InlineData(5, Trigger.TelemetryNeverEstablished, 7)]
    public void An_enrolment_that_waits_too_long_fails(int code, Trigger trigger, int days)
    {
        Participation waiting = Given.OfCode(code);
        DateTimeOffset due = waiting.EnteredAt.AddDays(days);

        Assert.Empty(AllOn.Advance(waiting, due - OneTick).Transitions);
        AdvanceResult result = AllOn.Advance(waiting, DateTimeOffset.MaxValue);

        Transition failed = Assert.Single(result.Transitions);
        Assert.Equal((trigger, due, 50), (failed.Trigger, failed.OccurredAt, failed.To.Code));
        Assert.Equal(ParticipationState.Failed, result.Participation.CurrentState);
    }

    [Fact]
    public void The_notice_period_is_recorded_or_ends_winding_down()
    {
        DateTimeOffset due = Given.OfCode(45).EnteredAt.AddDays(30);

        Transition recorded = Assert.Single(AllOn.Advance(Given.OfCode(45), due).Transitions);
        Assert.Equal((Trigger.NoticePeriodElapsed, Outcome.Updated, due, 47), (recorded.Trigger, recorded.Outcome, recorded.OccurredAt, recorded.To.Code));

        Transition ended = Assert.Single(AllOn.Advance(Given.OfCode(46), due).Transitions);
        Assert.Equal((Outcome.Transitioned, due, 48), (ended.Outcome, ended.OccurredAt, ended.To.Code));

        Assert.Null(AllOn.NextDue(Given.OfCode(47)));
    }

    [Fact]
    public void Ties_fall_in_trigger_order()
    {
        LifecycleTimers timers = LifecycleTimers.Default with { ConsentValidity = Silent - Consented };
        Participation active = Given.OfCode(12);

        Assert.Equal(Trigger.TelemetryLost, timers.NextDue(active)!.Value.Trigger);
        Assert.Equal(
            [(Trigger.TelemetryLost, Silent), (Trigger.ConsentLapsed, Silent)],
            timers.Advance(active, Silent).Transitions.Select(transition => (transition.Trigger, transition.OccurredAt)));
        Assert.Equal(Trigger.ConsentLapsed, (timers with { ConsentValidity = Silent - Consented - OneTick }).NextDue(active)!.Value.Trigger);
    }

    [Theory]
    [InlineData(1, Trigger.TelemetryLost, Trigger.ConsentLapsed)]
    [InlineData(-1, Trigger.ConsentLapsed, Trigger.TelemetryLost)]
    public void Advancing_applies_all_that_is_due_each_at_its_own_time_the_earliest_first(int hoursAfterSilence, Trigger first, Trigger second)
    {
        DateTimeOffset lapse = Silent.AddHours(hoursAfterSilence);
        LifecycleTimers timers = LifecycleTimers.Default with { ConsentValidity = lapse - Consented };
        Participation active = Given.OfCode(12);
        (DateTimeOffset early, DateTimeOffset late) = lapse < Silent ? (lapse, Silent) : (Silent, lapse);

        AdvanceResult result = timers.Advance(active, late);

        Assert.Equal([(first, early), (second, late)], result.Transitions.Select(transition => (transition.Trigger, transition.OccurredAt)));
        Assert.Equal(active.ApplyOrThrow(first, early).ApplyOrThrow(second, late), result.Participation);
        Assert.Equal(first, Assert.Single(timers.Advance(active, late - OneTick).Transitions).Trigger);
        Assert.Equal(result.Participation, timers.Advance(timers.Advance(active, early).Participation, late).Participation);
    }

    [Fact]
    public void What_was_applied_is_not_due_again()
    {
        AdvanceResult once = AllOn.Advance(Given.OfCode(12), DateTimeOffset.MaxValue);

        Assert.Equal(2, once.Transitions.Count);
        Assert.Null(AllOn.NextDue(once.Participation));
        AdvanceResult twice = AllOn.Advance(once.Participation, DateTimeOffset.MaxValue);
        Assert.Empty(twice.Transitions);
        Assert.Same(once.Participation, twice.Participation);
    }

    [Fact]
    public void A_deadline_may_lie_in_the_past_and_is_applied_at_its_own_time()
    {
        DateTimeOffset now = Given.Start.AddYears(2);
        Participation active = Given.OfCode(12);

        Assert.True(NextDue(active).DueAt < now);
        Assert.Equal(Silent, Assert.Single(LifecycleTimers.Default.Advance(active, now).Transitions).OccurredAt);
        Assert.Empty(LifecycleTimers.Default.Advance(active, DateTimeOffset.MinValue).Transitions);
    }

    [Fact]
    public void A_resumption_that_comes_late_is_silent_again_from_its_own_sighting()
    {
        Participation lost = LifecycleTimers.Default.Advance(Given.OfCode(12), Hours(40)).Participation;
        Participation resumed = lost.ApplyOrThrow(Trigger.TelemetryResumed, Hours(10));

        Assert.Equal(ParticipationState.Active, resumed.CurrentState);
        Assert.Equal(Hours(34) + OneTick, NextDue(resumed).DueAt);
    }

    [Fact]
    public void No_time_at_all_is_a_duration_too()
    {
        LifecycleTimers atOnce = new() { TelemetrySilence = TimeSpan.Zero, ConsentDecision = TimeSpan.Zero, NoticePeriod = TimeSpan.Zero };

        Assert.Equal(Hours(1), atOnce.NextDue(Given.OfCode(2))!.Value.DueAt);
        Assert.Equal(Hours(100) + OneTick, atOnce.NextDue(Given.OfCode(12).ApplyOrThrow(Trigger.TelemetryReceived, Hours(100)))!.Value.DueAt);
        Assert.Equal(Given.OfCode(45).EnteredAt, atOnce.NextDue(Given.OfCode(45))!.Value.DueAt);
    }

    [Fact]
    public void A_deadline_beyond_what_a_date_can_say_is_none()
    {
        Participation active = Given.OfCode(12);
        Participation Last(TimeSpan before) => active.ApplyOrThrow(Trigger.TelemetryReceived, DateTimeOffset.MaxValue - before);

        Assert.Null((LifecycleTimers.Default with { TelemetrySilence = TimeSpan.MaxValue }).NextDue(active));
        Assert.Null(LifecycleTimers.Default.NextDue(Last(TimeSpan.FromHours(24))));
        Assert.Equal(DateTimeOffset.MaxValue, NextDue(Last(TimeSpan.FromHours(24) + OneTick)).DueAt);
        Assert.Single(LifecycleTimers.Default.Advance(Last(TimeSpan.FromHours(24) + OneTick), DateTimeOffset.MaxValue).Transitions);
        Assert.Null((Off with { ConsentDecision = TimeSpan.MaxValue }).NextDue(Given.OfCode(2)));
    }

    [Fact]
    public void Now_may_have_any_offset()
    {
        Participation active = Given.OfCode(12);

        Assert.Single(LifecycleTimers.Default.Advance(active, Silent.ToOffset(TimeSpan.FromHours(-11))).Transitions);
        Assert.Empty(LifecycleTimers.Default.Advance(active, (Silent - OneTick).ToOffset(TimeSpan.FromHours(14))).Transitions);
    }

    [Fact]
    public void A_negative_duration_is_an_error_that_names_the_timer()
    {
        TimeSpan negative = TimeSpan.FromTicks(-1);
        (string Name, Func<object> Set)[] settings =
        [
            ("TelemetrySilence", () => new LifecycleTimers { TelemetrySilence = negative }),
            ("ConsentDecision", () => new LifecycleTimers { ConsentDecision = negative }),
            ("FirstTelemetry", () => new LifecycleTimers { FirstTelemetry = negative }),
            ("ConsentValidity", () => LifecycleTimers.Default with { ConsentValidity = negative }),
            ("NoticePeriod", () => LifecycleTimers.Default with { NoticePeriod = TimeSpan.MinValue }),
        ];
        foreach ((string name, Func<object> set) in settings)
        {
            var error = Assert.Throws<ArgumentOutOfRangeException>(set);
            Assert.Equal(name, error.ParamName);
            Assert.Contains("is negative. Allowed: zero or more, or null for no timer.", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void No_participation_is_an_error()
    {
        Assert.Equal("participation", Assert.Throws<ArgumentNullException>(() => AllOn.NextDue(null!)).ParamName);
        Assert.Equal("participation", Assert.Throws<ArgumentNullException>(() => AllOn.Advance(null!, Given.Start)).ParamName);
    }

    [Fact]
    public void Timers_and_deadlines_compare_by_value()
    {
        Assert.Equal(AllOn, AllOn with { });
        Assert.NotEqual(AllOn, AllOn with { NoticePeriod = null });
        Assert.Equal(AllOn.NextDue(Given.OfCode(12)), AllOn.NextDue(Given.OfCode(12)));
        Assert.NotEqual(AllOn.NextDue(Given.OfCode(12)), AllOn.NextDue(Given.OfCode(2)));
    }

    [Fact]
    public void No_one_can_write_to_the_transitions_of_an_advance()
    {
        IReadOnlyList<Transition> transitions = LifecycleTimers.Default.Advance(Given.OfCode(12), Silent).Transitions;

        Assert.Single(transitions);
        Assert.False(transitions is IList<Transition> { IsReadOnly: false });
    }

    private static DateTimeOffset Hours(double hours) => Given.Start.AddHours(hours);

    private static Deadline NextDue(Participation participation) => LifecycleTimers.Default.NextDue(participation)!.Value;

    private static Participation NeverSeenNorConsented(Participation participation) => Participation.Restore(
        participation.Origin, participation.CurrentVisit, participation.Configuration, participation.MeterAccess,
        participation.TimeUpdated.UtcTicks, telemetrySeenAt: UtcTime.None, consentedAt: UtcTime.None);
}

using static Vpp.Lifecycle.ParticipationState;
using static Vpp.Lifecycle.Trigger;

namespace Vpp.Lifecycle.Tests.Unit;

/// <summary>R29.</summary>
public sealed class WaitTests
{
    private static readonly Trigger[] Failures = [UnrecoverableError, TelemetryNeverEstablished, ConsentWithheld];

    /// <summary>What R29 comes to, written by hand.</summary>
    public static TheoryData<ParticipationState, Trigger[]> Allowed => new()
    {
        { EnrolmentRequested, [ConsentRequested, .. Failures] },
        { AwaitingConsent, [ConsentGranted, .. Failures] },
        { AwaitingTelemetry, [TelemetryReceived, .. Failures] },
        { AwaitingMeterAccess, [MeterAccessGranted, .. Failures] },
        { ConfirmingDispatch, [ControlConfirmed, .. Failures] },
        { AwaitingEligibility, [EligibilityConfirmed, EligibilityDenied, .. Failures] },
        { AwaitingRegistration, [RegistrationConfirmed, RegistrationDeclined, .. Failures] },
        { Registered, [DeviceWentLive, .. Failures] },
        { Ineligible, [] },
        { Active, [] },
        { Suspended, [] },
        { UnenrolmentRequested, [NoticeServed] },
        { WindingDown, [RewardsSettled, NoticePeriodElapsed] },
        { Unenrolled, [] },
        { Offboarded, [] },
        { Failed, [] },
    };

    public static TheoryData<ParticipationState, Trigger> EveryWait
    {
        get
        {
            var all = new TheoryData<ParticipationState, Trigger>();
            foreach (ParticipationState state in Wait.LimitableStates)
            {
                foreach (Trigger trigger in Wait.TriggersFor(state))
                    all.Add(state, trigger);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Allowed))]
    public void A_wait_ends_with_what_changes_something_wherever_it_has_not_happened(ParticipationState state, Trigger[] allowed)
    {
        Assert.Equal(allowed, Wait.TriggersFor(state));
        Assert.Equal(allowed.Length > 0, Wait.LimitableStates.Contains(state));
        foreach (Trigger trigger in Enum.GetValues<Trigger>())
        {
            if (allowed.Contains(trigger))
            {
                var wait = new Wait(state, TimeSpan.FromDays(1), trigger);
                Assert.Equal((state, TimeSpan.FromDays(1), trigger), (wait.State, wait.Limit, wait.Trigger));
                continue;
            }

            var error = Assert.Throws<ArgumentException>(() => new Wait(state, TimeSpan.FromDays(1), trigger));
            Assert.Contains(state.ToWireName(), error.Message, StringComparison.Ordinal);
            Assert.Equal(allowed.Length == 0 ? "state" : "trigger", error.ParamName);
            if (allowed.Length > 0)
                Assert.Contains($"{trigger.ToWireName()} cannot end the wait", error.Message, StringComparison.Ordinal);
            Assert.Contains(
                $"Allowed: {string.Join(", ", allowed.Length > 0 ? allowed.Select(one => one.ToWireName()) : Wait.LimitableStates.Select(one => one.ToWireName()))}.",
                error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(EveryWait))]
    public void It_falls_due_at_the_entering_of_the_state_plus_the_limit_in_that_state_alone(ParticipationState state, Trigger trigger)
    {
        LifecycleTimers timers = (LifecycleTimers.Default with { TelemetrySilence = null }).WithWaits(new Wait(state, TimeSpan.FromDays(3), trigger));
        for (int code = 0; code < 51; code++)
        {
            Participation participation = Given.OfCode(code);
            bool hasHappened = (code, trigger) is (46, RewardsSettled) or (47, NoticePeriodElapsed);
            if (participation.CurrentState != state || hasHappened)
            {
                Assert.Null(timers.NextDue(participation));
                continue;
            }

            DateTimeOffset due = participation.EnteredAt.AddDays(3);
            Assert.Equal((due, trigger), (timers.NextDue(participation)!.Value.DueAt, timers.NextDue(participation)!.Value.Trigger));
            Assert.Empty(timers.Advance(participation, due - TimeSpan.FromTicks(1)).Transitions);
            Transition fired = Assert.Single(timers.Advance(participation, due).Transitions);
            Assert.Equal((trigger, due, null, "timer"), (fired.Trigger, fired.OccurredAt, fired.ReasonCode, fired.Actor));
            Assert.True(fired.Outcome is Outcome.Transitioned or Outcome.Updated);
        }
    }

    [Fact]
    public void No_wait_is_set_by_default() => Assert.Empty(LifecycleTimers.Default.Waits);

    [Fact]
    public void The_timers_with_names_are_waits()
    {
        var named = new LifecycleTimers { ConsentDecision = Days(14), FirstTelemetry = Days(7), NoticePeriod = Days(30) };
        LifecycleTimers waits = LifecycleTimers.Default.WithWaits(
            new Wait(WindingDown, Days(30), NoticePeriodElapsed), new Wait(AwaitingTelemetry, Days(7), TelemetryNeverEstablished),
            new Wait(AwaitingConsent, Days(14), ConsentWithheld));

        Assert.Equal(named, waits);
        Assert.Equal(named.GetHashCode(), waits.GetHashCode());
        Assert.Equal(
            ["AWAITING_CONSENT for 14.00:00:00, then CONSENT_WITHHELD", "AWAITING_TELEMETRY for 7.00:00:00, then TELEMETRY_NEVER_ESTABLISHED", "WINDING_DOWN for 30.00:00:00, then NOTICE_PERIOD_ELAPSED"],
            waits.Waits.Select(wait => wait.ToString()));
        Assert.Equal((Days(14), Days(7), Days(30)), (waits.ConsentDecision!.Value, waits.FirstTelemetry!.Value, waits.NoticePeriod!.Value));
        Assert.Equal(LifecycleTimers.Default, named with { ConsentDecision = null, FirstTelemetry = null, NoticePeriod = null });
    }

    [Fact]
    public void A_later_wait_takes_the_place_of_an_earlier_one_of_its_state()
    {
        LifecycleTimers timers = new LifecycleTimers { ConsentDecision = Days(14), NoticePeriod = Days(30) }
            .WithWaits(new Wait(AwaitingConsent, Days(2), UnrecoverableError), new Wait(AwaitingEligibility, Days(5), EligibilityConfirmed))
            .WithWaits(new Wait(AwaitingEligibility, Days(6), EligibilityDenied));

        Assert.Null(timers.ConsentDecision);
        Assert.Equal(
            [new Wait(AwaitingConsent, Days(2), UnrecoverableError), new Wait(AwaitingEligibility, Days(6), EligibilityDenied), new Wait(WindingDown, Days(30), NoticePeriodElapsed)],
            timers.Waits);
        Assert.Equal([UnrecoverableError], (timers with { ConsentDecision = null }).Waits.Take(1).Select(wait => wait.Trigger));
        Assert.Equal(Days(9), (timers with { ConsentDecision = Days(9) }).Waits[0].Limit);
        Assert.Equal(3, (timers with { ConsentDecision = Days(9) }).Waits.Count);
        Assert.Equal([AwaitingConsent, WindingDown], timers.WithoutWaits(AwaitingEligibility).Waits.Select(wait => wait.State));
        Assert.Equal(timers, timers.WithoutWaits(Active));
    }

    [Fact]
    public void Winding_down_has_a_wait_for_each_fact_and_ties_fall_in_trigger_order()
    {
        LifecycleTimers timers = new LifecycleTimers { NoticePeriod = Days(30) }.WithWaits(new Wait(WindingDown, Days(30), RewardsSettled));

        Assert.Equal([RewardsSettled, NoticePeriodElapsed], timers.Waits.Select(wait => wait.Trigger));
        Assert.Equal([Days(30), Days(31)], timers.WithWaits(new Wait(WindingDown, Days(31), NoticePeriodElapsed)).Waits.Select(wait => wait.Limit));
        AdvanceResult result = timers.Advance(Given.OfCode(45), DateTimeOffset.MaxValue);
        Assert.Equal([(RewardsSettled, Outcome.Updated), (NoticePeriodElapsed, Outcome.Transitioned)], result.Transitions.Select(transition => (transition.Trigger, transition.Outcome)));
        Assert.Equal(Unenrolled, result.Participation.CurrentState);
        Assert.Equal([NoticePeriodElapsed], timers.Advance(Given.OfCode(46), DateTimeOffset.MaxValue).Transitions.Select(transition => transition.Trigger));
        Assert.Empty(timers.WithoutWaits(WindingDown).Waits);
    }

    [Fact]
    public void A_participation_whose_waits_all_end_comes_to_an_end_by_itself()
    {
        LifecycleTimers declined = AllOn(trigger: state => Wait.TriggersFor(state)[^1]);
        LifecycleTimers deemed = AllOn(trigger: state => Wait.TriggersFor(state)[0]);
        for (int code = 0; code < 51; code++)
        {
            if (Given.OfCode(code).CurrentState is Active or Suspended)
                continue;
            Assert.Empty(declined.Advance(Given.OfCode(code), DateTimeOffset.MaxValue).Participation.NextActions());
        }

        Assert.Equal(Active, deemed.Advance(Given.OfCode(1), DateTimeOffset.MaxValue).Participation.CurrentState);
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        var negative = Assert.Throws<ArgumentOutOfRangeException>(() => new Wait(AwaitingConsent, TimeSpan.FromTicks(-1), ConsentWithheld));
        Assert.Equal("limit", negative.ParamName);
        Assert.Contains("Allowed: zero or more.", negative.Message, StringComparison.Ordinal);
        Assert.Equal("state", Assert.Throws<ArgumentOutOfRangeException>(() => new Wait((ParticipationState)16, Days(1), ConsentWithheld)).ParamName);
        Assert.Equal("trigger", Assert.Throws<ArgumentOutOfRangeException>(() => new Wait(AwaitingConsent, Days(1), (Trigger)28)).ParamName);
        Assert.Equal("trigger", Assert.Throws<ArgumentOutOfRangeException>(() => new Wait(Active, Days(1), (Trigger)28)).ParamName);
        Assert.Equal("waits", Assert.Throws<ArgumentNullException>(() => LifecycleTimers.Default.WithWaits(null!)).ParamName);
        Assert.Equal("waits", Assert.Throws<ArgumentNullException>(() => LifecycleTimers.Default.WithWaits((Wait)null!)).ParamName);
        Assert.Equal(TimeSpan.Zero, new Wait(AwaitingConsent, TimeSpan.Zero, ConsentWithheld).Limit);
    }

    private static LifecycleTimers AllOn(Func<ParticipationState, Trigger> trigger) => (LifecycleTimers.Default with { TelemetrySilence = null })
        .WithWaits(Wait.LimitableStates.Select(state => new Wait(state, Days(1), trigger(state))))
        .WithWaits(new Wait(WindingDown, Days(1), RewardsSettled), new Wait(WindingDown, Days(2), NoticePeriodElapsed));

    private static TimeSpan Days(int days) => TimeSpan.FromDays(days);
}

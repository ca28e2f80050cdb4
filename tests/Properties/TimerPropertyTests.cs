using static Vpp.Lifecycle.ParticipationState;

namespace Vpp.Lifecycle.Tests.Properties;

/// <summary>R25, read literally over what can be seen of a participation.</summary>
public sealed class TimerPropertyTests
{
    private static readonly LifecycleTimers[] Settings =
    [
        LifecycleTimers.Default,
        new() { TelemetrySilence = null },
        new() { TelemetrySilence = TimeSpan.Zero, ConsentDecision = TimeSpan.Zero, FirstTelemetry = TimeSpan.Zero, ConsentValidity = TimeSpan.Zero, NoticePeriod = TimeSpan.Zero },
        new() { ConsentDecision = TimeSpan.FromDays(3), FirstTelemetry = TimeSpan.FromDays(2), ConsentValidity = TimeSpan.FromDays(9), NoticePeriod = TimeSpan.FromDays(4) },
        new() { TelemetrySilence = TimeSpan.FromTicks(TimeSpan.TicksPerDay - 1), ConsentValidity = TimeSpan.FromDays(1) },
    ];

    [LifecycleProperty]
    public void The_next_deadline_is_the_earliest_of_those_that_the_state_has(Script script)
    {
        List<Participation> values = script.Live();
        for (int index = 0; index < values.Count; index++)
        {
            LifecycleTimers timers = Settings[index % Settings.Length];
            (DateTimeOffset At, Trigger Trigger)? expected = Deadlines(timers, values[index]).Order().Cast<(DateTimeOffset, Trigger)?>().FirstOrDefault();
            Deadline? due = timers.NextDue(values[index]);
            Assert.Equal(expected, due is { } deadline ? (deadline.DueAt, deadline.Trigger) : null);
        }
    }

    [LifecycleProperty]
    public void Advancing_applies_what_is_due_in_order_and_leaves_nothing_due(Script script) => EachAdvance(script, (timers, participation, now) =>
    {
        AdvanceResult result = timers.Advance(participation, now);

        Participation byHand = participation;
        DateTimeOffset before = DateTimeOffset.MinValue;
        foreach (Transition transition in result.Transitions)
        {
            Assert.Equal((transition.OccurredAt, transition.Trigger), (timers.NextDue(byHand)!.Value.DueAt, timers.NextDue(byHand)!.Value.Trigger));
            Assert.InRange(transition.OccurredAt, before, now);
            Assert.True(transition.Outcome is Outcome.Transitioned or Outcome.Updated, $"{transition.Trigger} {transition.Outcome}");
            byHand = byHand.ApplyOrThrow(transition.Trigger, transition.OccurredAt);
            before = transition.OccurredAt;
        }

        Assert.Equal(byHand, result.Participation);
        Assert.True(timers.NextDue(result.Participation) is not { } left || left.DueAt > now);
    });

    [LifecycleProperty]
    public void Advancing_in_two_steps_comes_to_the_same_as_in_one(Script script) => EachAdvance(script, (timers, participation, now) =>
    {
        DateTimeOffset between = participation.EnteredAt > now ? now : participation.EnteredAt + ((now - participation.EnteredAt) / 2);
        AdvanceResult first = timers.Advance(participation, between);
        AdvanceResult second = timers.Advance(first.Participation, now);
        AdvanceResult atOnce = timers.Advance(participation, now);

        Assert.Equal(atOnce.Participation, second.Participation);
        Assert.Equal(atOnce.Transitions, first.Transitions.Concat(second.Transitions));
    });

    private static void EachAdvance(Script script, Action<LifecycleTimers, Participation, DateTimeOffset> check)
    {
        Participation participation = script.Live()[^1];
        foreach (LifecycleTimers timers in Settings)
        {
            foreach (int days in (int[])[0, 1, 5, 400])
                check(timers, participation, DateTimeOffset.MaxValue - participation.EnteredAt < TimeSpan.FromDays(days) ? DateTimeOffset.MaxValue : participation.EnteredAt.AddDays(days));
        }
    }

    private static IEnumerable<(DateTimeOffset, Trigger)> Deadlines(LifecycleTimers timers, Participation participation)
    {
        IReadOnlyList<SuspensionReason> reasons = participation.SuspensionReasons;
        bool isEnrolled = participation.CurrentState is Active or Suspended;

        (bool Applies, DateTimeOffset? From, TimeSpan? Length, TimeSpan More, Trigger Trigger)[] all =
        [
            (participation.CurrentState == AwaitingTelemetry, participation.EnteredAt, timers.FirstTelemetry, TimeSpan.Zero, Trigger.TelemetryNeverEstablished),
            (participation.CurrentState == AwaitingConsent, participation.EnteredAt, timers.ConsentDecision, TimeSpan.Zero, Trigger.ConsentWithheld),
            (isEnrolled && !reasons.Contains(SuspensionReason.AwaitingTelemetry), participation.TelemetrySeenAt, timers.TelemetrySilence, TimeSpan.FromTicks(1), Trigger.TelemetryLost),
            (isEnrolled && !reasons.Contains(SuspensionReason.AwaitingConsent), participation.ConsentedAt, timers.ConsentValidity, TimeSpan.Zero, Trigger.ConsentLapsed),
            (participation.CurrentState == WindingDown && participation.PermittedTriggers.Contains(Trigger.NoticePeriodElapsed),
                participation.EnteredAt, timers.NoticePeriod, TimeSpan.Zero, Trigger.NoticePeriodElapsed),
        ];
        foreach ((bool applies, DateTimeOffset? from, TimeSpan? length, TimeSpan more, Trigger trigger) in all)
        {
            // Whoever is enrolled has been seen and has consented: no life leads past the two triggers.
            if (!applies || length is not { } duration || DateTimeOffset.MaxValue - from!.Value < duration + more)
                continue;
            DateTimeOffset due = from.Value + duration + more;
            yield return (due < participation.EnteredAt ? participation.EnteredAt : due, trigger);
        }
    }
}

using static Vpp.Lifecycle.ParticipationState;

namespace Vpp.Lifecycle.Tests.Properties;

/// <summary>What holds of every participation, whatever happens to it: 10,000 lives for each fact, the same on every run.</summary>
public sealed class LifecyclePropertyTests
{
    private static readonly ParticipationState[] Terminal = [Ineligible, Offboarded, Failed];

    [LifecycleProperty]
    public void It_behaves_like_the_naive_participation(Script script)
    {
        var naive = new NaiveParticipation(script.MeterAccess, Script.Start, script.DwellTimes);
        Participation participation = script.Request();
        AssertAlike(naive, participation);
        foreach (Command command in script.Commands)
        {
            TransitionResult? result = Script.Perform(participation, command, out Participation after);
            if (command.Trigger is { } trigger)
                Assert.Equal(naive.Fire(trigger, command.At), result!.Value.Outcome);
            else
                Assert.Equal(naive.Amend(command.At), participation != after);
            participation = after;
            AssertAlike(naive, participation);
        }
    }

    [LifecycleProperty]
    public void The_complete_entries_are_the_states_visited(Script script)
    {
        var visited = new List<ParticipationState>();
        Participation participation = script.Request();
        foreach (Command command in script.Commands)
        {
            ParticipationState before = participation.CurrentState;
            TransitionResult? result = Script.Perform(participation, command, out participation);
            if (result?.Outcome == Outcome.Transitioned)
                visited.Add(before);
            Assert.Equal(visited, participation.Timeline.Take(participation.Timeline.CompleteCount).Select(entry => entry.State));
        }
    }

    [LifecycleProperty]
    public void The_end_is_the_end(Script script) => Steps(script, (before, command, result, after) =>
    {
        if (!Terminal.Contains(before.CurrentState))
            return;
        Assert.Same(before, after);
        Assert.Empty(before.PermittedTriggers);
        if (result is { } rejected)
            Assert.Equal(RejectionCode.TerminalState, rejected.Rejection!.Code);
    });

    [LifecycleProperty]
    public void What_is_rejected_changes_nothing_and_what_is_ignored_only_what_was_seen(Script script) => Steps(script, (before, command, result, after) =>
    {
        if (result is not { Outcome: Outcome.Rejected or Outcome.Ignored } unmoved)
            return;
        bool carries = command.Trigger is Trigger.TelemetryReceived or Trigger.TelemetryResumed or Trigger.ConsentRenewed or Trigger.ConsentGranted;
        if (unmoved.Outcome == Outcome.Rejected || !carries)
        {
            Assert.Same(before, after);
            return;
        }

        Assert.Equal(
            (before.Configuration, before.TimeUpdated, before.EnteredAt, before.MeterAccess, before.Details),
            (after.Configuration, after.TimeUpdated, after.EnteredAt, after.MeterAccess, after.Details));
        Assert.Equal(before.Timeline, after.Timeline);
    });

    [LifecycleProperty]
    public void What_is_permitted_changes_something_and_nothing_else_does(Script script) => Steps(script, (before, command, result, after) =>
    {
        if (command.Trigger is { } trigger)
            Assert.Equal(before.PermittedTriggers.Contains(trigger), before.Configuration != after.Configuration);
    });

    [LifecycleProperty]
    public void The_expected_future_can_be_walked_state_by_state(Script script) => Ends(script, participation =>
    {
        DateTimeOffset at = participation.TimeUpdated;
        ParticipationState[] pending = [.. participation.Timeline.Skip(participation.Timeline.CompleteCount + 1).Select(entry => entry.State)];
        for (int step = 0; step < pending.Length; step++)
        {
            ParticipationState from = participation.CurrentState;
            foreach (Trigger trigger in participation.PathTo(pending[step])!)
            {
                Assert.Equal(from, participation.CurrentState);
                Assert.Contains(trigger, participation.PermittedTriggers);
                participation = participation.ApplyOrThrow(trigger, at);
            }

            Assert.Equal(pending[step], participation.CurrentState);
            Assert.Equal(pending.Skip(step + 1), participation.Timeline.Skip(participation.Timeline.CompleteCount + 1).Select(entry => entry.State));
        }
    });

    [LifecycleProperty]
    public void Equal_events_give_equal_values(Script script)
    {
        List<Participation> once = script.Live();
        List<Participation> again = script.Live();

        Assert.Equal(once, again);
        Assert.Equal(once.Select(value => value.GetHashCode()), again.Select(value => value.GetHashCode()));
        Assert.Equal(once[^1].Timeline, again[^1].Timeline);
        Assert.Equal(once[^1].Timeline.GetHashCode(), again[^1].Timeline.GetHashCode());
    }

    [LifecycleProperty]
    public void An_event_that_changed_something_makes_a_value_unlike_all_before_it(Script script)
    {
        List<Participation> values = script.Live();
        for (int index = 1; index < values.Count; index++)
        {
            if (values[index].Timeline.CompleteCount > values[index - 1].Timeline.CompleteCount)
                Assert.DoesNotContain(values[index], values.Take(index));
        }
    }

    [LifecycleProperty]
    public void Values_of_before_are_untouched_by_what_came_after(Script script)
    {
        List<Participation> values = [script.Request()];
        List<string> written = [Written.Out(values[0])];
        foreach (Command command in script.Commands)
        {
            Script.Perform(values[^1], command, out Participation after);
            values.Add(after);
            written.Add(Written.Out(after));
        }

        Assert.Equal(written, values.Select(Written.Out));
    }

    [LifecycleProperty]
    public void A_trigger_repeated_at_once_changes_nothing_twice(Script script) => Steps(script, (before, command, result, after) =>
    {
        if (result is not { IsAccepted: true })
            return;
        TransitionResult repeat = after.Apply(command.Trigger!.Value, command.At);
        Assert.True(repeat.Outcome is Outcome.Ignored or Outcome.Rejected, $"{command}: {repeat}");
        Assert.Same(after, repeat.Accepted?.Participation ?? after);
    });

    [LifecycleProperty]
    public void Times_decide_nothing(Script script)
    {
        Script atOnce = script with { Commands = [.. script.Commands.Select(command => command with { At = Script.Start })] };

        Assert.Equal(script.Live().Select(value => value.Configuration), atOnce.Live().Select(value => value.Configuration));
    }

    [LifecycleProperty]
    public void Nothing_moves_backwards_that_must_not(Script script) => Steps(script, (before, command, result, after) =>
    {
        Assert.Equal(before.TimeCreated, after.TimeCreated);
        Assert.True(after.TimeUpdated >= before.TimeUpdated);
        Assert.True(before.TelemetrySeenAt is null || after.TelemetrySeenAt >= before.TelemetrySeenAt);
        Assert.True(before.ConsentedAt is null || after.ConsentedAt >= before.ConsentedAt);
    });

    [LifecycleProperty]
    public void Telemetry_is_active_for_24_hours_after_it_was_last_seen(Script script) => Ends(script, participation =>
    {
        if (participation.TelemetrySeenAt is not { } seen)
        {
            Assert.False(participation.TelemetryActive(participation.TimeUpdated));
            return;
        }

        Assert.True(participation.TelemetryActive(seen));
        if (DateTimeOffset.MaxValue - seen <= TimeSpan.FromHours(24))
            return;
        Assert.True(participation.TelemetryActive(seen.AddHours(24)));
        Assert.False(participation.TelemetryActive(seen.AddHours(24).AddTicks(1)));
    });

    private static void Ends(Script script, Action<Participation> check) => check(script.Live()[^1]);

    private static void Steps(Script script, Action<Participation, Command, TransitionResult?, Participation> check)
    {
        Participation participation = script.Request();
        foreach (Command command in script.Commands)
        {
            TransitionResult? result = Script.Perform(participation, command, out Participation after);
            check(participation, command, result, after);
            participation = after;
        }
    }

    private static void AssertAlike(NaiveParticipation naive, Participation participation)
    {
        string wanted = Written.Out(naive);
        string found = Written.Out(participation);
        if (wanted == found)
            return;
        (string Wanted, string Found) = wanted.Split('\n').Zip(found.Split('\n')).FirstOrDefault(lines => lines.Item1 != lines.Item2, (wanted, found));
        Assert.Fail($"wanted: {Wanted}{Environment.NewLine}found:  {Found}");
    }
}

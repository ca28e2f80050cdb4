namespace Vpp.Lifecycle.Tests.Properties;

/// <summary>R30 over lives: what is awaited is permitted and leads on, and by whatever order of doing it, to where the phase leads.</summary>
public sealed class NextActionPropertyTests
{
    private static readonly LifecycleTimers Timers = LifecycleTimers.Default
        .WithWaits(Wait.LimitableStates.Select((state, index) => new Wait(state, TimeSpan.FromDays(index), Wait.TriggersFor(state)[^1])));

    [LifecycleProperty]
    public void A_next_action_is_permitted_and_leads_on_along_the_expected_way(Script script)
    {
        foreach (Participation participation in script.Live())
        {
            int left = Distance(participation.Configuration);
            IReadOnlyList<NextAction> actions = participation.NextActions();
            Assert.Equal(left > 0, actions.Count > 0);
            foreach (NextAction action in actions)
            {
                Assert.Contains(action.Trigger, participation.PermittedTriggers);
                Assert.Equal(left - 1, Distance(participation.ApplyOrThrow(action.Trigger, participation.TimeUpdated).Configuration));
            }
        }
    }

    [LifecycleProperty]
    public void A_deadline_of_an_action_is_one_that_the_timers_come_to(Script script)
    {
        Participation participation = script.Live()[^1];
        foreach (NextAction action in participation.NextActions(Timers).Where(action => action.Deadline is not null))
        {
            Deadline deadline = action.Deadline!.Value;
            Transition transition = Timers.Advance(participation, deadline.DueAt).Transitions.First(one => one.Trigger == deadline.Trigger);
            Assert.Equal((deadline.DueAt, action.StateAfterDeadline), (transition.OccurredAt, transition.To.State));
        }
    }

    private static int Distance(Configuration configuration) => configuration.ExpectedStates is [.., var goal] ? configuration.PathTo(goal)!.Count : 0;
}

using Stateless;
using Vpp.Lifecycle.Stateless;

namespace Vpp.Lifecycle.Tests.Bridge;

/// <summary>Stateless and the compiled table, asked the same questions.</summary>
public class AllPairsTests
{
    public static TheoryData<int> Codes => [.. Configuration.All.Select(configuration => (int)configuration.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Stateless_does_what_the_table_says_with_every_trigger(int code)
    {
        foreach (TriggerDescriptor descriptor in LifecycleSpecification.Triggers)
        {
            Trigger trigger = descriptor.Trigger;
            Step expected = TransitionTable.Next(Configuration.FromCode(code), trigger);
            Assert.Equal(
                (trigger, expected.Outcome, expected.Next, expected.Outcome != Outcome.Rejected),
                Fire(Configuration.FromCode(code), trigger));
        }
    }

    [Fact]
    public void A_hundred_thousand_triggers_in_a_row_lead_where_the_table_leads()
    {
        Configuration stored = Configuration.FromCode(1);
        StateMachine<ParticipationState, Trigger> machine = LifecycleStateMachine.Create(() => stored, (_, next) => stored = next);
        machine.OnUnhandledTrigger((_, _) => { });
        Configuration expected = stored;
        var random = new Random(1);
        for (int i = 0; i < 100_000; i++)
        {
            if (LifecycleSpecification.Describe(expected.State).IsTerminal)
                stored = expected = Configuration.FromCode(random.Next(Configuration.Count));
            Trigger trigger = LifecycleSpecification.Triggers[random.Next(LifecycleSpecification.Triggers.Count)].Trigger;
            machine.Fire(trigger);
            expected = TransitionTable.Next(expected, trigger).Next;
            Assert.Equal(expected, stored);
        }
    }

    /// <summary>What can be observed of Stateless when a trigger is fired.</summary>
    private static (Trigger Trigger, Outcome Outcome, Configuration Next, bool CanFire) Fire(Configuration stored, Trigger trigger)
    {
        var written = new List<Trigger>();
        int transitions = 0;
        bool unhandled = false;
        StateMachine<ParticipationState, Trigger> machine = LifecycleStateMachine.Create(() => stored, (fired, next) =>
        {
            written.Add(fired);
            stored = next;
        });
        machine.OnTransitioned(_ => transitions++);
        machine.OnUnhandledTrigger((_, _) => unhandled = true);

        bool canFire = machine.CanFire(trigger);
        machine.Fire(trigger);

        Assert.Equal(stored.State, machine.State);
        Assert.All(written, fired => Assert.Equal(trigger, fired));
        Outcome outcome = (unhandled, transitions, written.Count) switch
        {
            (true, 0, 0) => Outcome.Rejected,
            (false, 0, 0) => Outcome.Ignored,
            (false, 0, 1) => Outcome.Updated,
            (false, 1, 1) => Outcome.Transitioned,
            var seen => throw new InvalidOperationException($"{trigger}: {seen}"),
        };
        return (trigger, outcome, stored, canFire);
    }
}

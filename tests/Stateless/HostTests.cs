using Stateless;
using Stateless.Graph;
using Vpp.Lifecycle.Stateless;

namespace Vpp.Lifecycle.Tests.Bridge;

/// <summary>A host that keeps participations and fires its triggers at a machine.</summary>
public class HostTests
{
    private readonly List<string> _notified = [];

    [Fact]
    public void Triggers_fired_at_the_machine_move_the_participation()
    {
        TimeProvider clock = TimeProvider.System;
        var participation = Participation.Request(
            new ParticipationDetails { Id = "vpp_1", DeviceId = "dev_1", LocationId = "loc_1" }, MeterAccess.Required, DateTimeOffset.UnixEpoch);
        foreach (Trigger trigger in participation.PathTo(ParticipationState.Registered)!)
            participation = participation.ApplyOrThrow(trigger, DateTimeOffset.UnixEpoch);

        #region bridge
        StateMachine<ParticipationState, Trigger> machine = LifecycleStateMachine.Create(
            read: () => new(participation.CurrentState, participation.Configuration.Facts),
            write: (trigger, _) => participation = participation.ApplyOrThrow(trigger, clock.GetUtcNow()));

        machine.Configure(ParticipationState.Active).OnEntry(() => Notify(participation.Id));   // your own actions, as ever
        machine.Fire(Trigger.DeviceWentLive);
        string diagram = UmlDotGraph.Format(machine.GetInfo());                                 // Stateless's own exports
        #endregion

        Assert.Equal(["vpp_1 went live"], _notified);
        Assert.StartsWith("digraph", diagram, StringComparison.Ordinal);

        machine.Fire(Trigger.OperatorPaused);
        machine.Fire(Trigger.ControlLost);
        Assert.Equal(SuspensionReasonSet.From(SuspensionReason.OperatorRequest, SuspensionReason.AwaitingDispatch), participation.SuspensionReasons);
        Assert.Throws<InvalidOperationException>(() => machine.Fire(Trigger.ConsentRequested));
        Assert.Equal(9, participation.Timeline.CompleteCount);
        Assert.Equal(participation.SuspensionReasons, participation.Timeline.Current.SuspensionReasons);
    }

    [Fact]
    public void A_host_without_participations_stores_a_state_and_its_facts()
    {
        #region bridge-storage
        var stored = new StateAndFacts(ParticipationState.EnrolmentRequested, LifecycleFacts.MeterAccessOutstanding);
        StateMachine<ParticipationState, Trigger> machine = LifecycleStateMachine.Create(
            read: () => stored,
            write: (trigger, next) => stored = next);                      // your row, your record, your grain

        machine.Configure(ParticipationState.Suspended).OnEntry(() => Show($"paused: {stored.Facts}"));
        if (machine.CanFire(Trigger.ConsentRequested))
            machine.Fire(Trigger.ConsentRequested);
        #endregion

        Assert.Equal(new StateAndFacts(ParticipationState.AwaitingConsent, LifecycleFacts.MeterAccessOutstanding), stored);
        stored = new StateAndFacts(ParticipationState.Active, LifecycleFacts.None);
        machine.Fire(Trigger.OperatorPaused);
        Assert.Equal(["paused: OperatorRequest"], _notified);
    }

    [Fact]
    public void The_hosts_actions_find_the_facts_of_the_state_entered()
    {
        var stored = new StateAndFacts(ParticipationState.Active, LifecycleFacts.None);
        var found = new List<StateAndFacts>();
        StateMachine<ParticipationState, Trigger> machine = LifecycleStateMachine.Create(() => stored, (_, next) => stored = next);
        machine.Configure(ParticipationState.Active).OnExit(() => found.Add(stored));
        machine.Configure(ParticipationState.Suspended).OnEntry(() => found.Add(stored));

        machine.Fire(Trigger.ConsentLapsed);

        Assert.Equal(
            [new StateAndFacts(ParticipationState.Active, LifecycleFacts.None), new StateAndFacts(ParticipationState.Suspended, LifecycleFacts.AwaitingConsent)],
            found);
    }

    [Fact]
    public void A_trigger_fired_by_an_entry_action_follows_the_one_that_entered()
    {
        var stored = new StateAndFacts(ParticipationState.Registered, LifecycleFacts.None);
        var written = new List<(Trigger, StateAndFacts)>();
        StateMachine<ParticipationState, Trigger> machine = LifecycleStateMachine.Create(() => stored, (trigger, next) => written.Add((trigger, stored = next)));
        machine.Configure(ParticipationState.Active).OnEntryFrom(Trigger.DeviceWentLive, () => machine.Fire(Trigger.ControlLost));

        machine.Fire(Trigger.DeviceWentLive);

        Assert.Equal(
            [
                (Trigger.DeviceWentLive, new StateAndFacts(ParticipationState.Active, LifecycleFacts.None)),
                (Trigger.ControlLost, new StateAndFacts(ParticipationState.Suspended, LifecycleFacts.AwaitingDispatch)),
            ],
            written);
    }

    [Fact]
    public void A_transition_of_the_hosts_own_is_no_rule_of_the_lifecycle()
    {
        var stored = new StateAndFacts(ParticipationState.Active, LifecycleFacts.None);
        StateMachine<ParticipationState, Trigger> machine = LifecycleStateMachine.Create(() => stored, (_, next) => stored = next);
        machine.Configure(ParticipationState.Active).Permit(Trigger.SiteDeleted, ParticipationState.Offboarded);

        var rejected = Assert.Throws<InvalidOperationException>(() => machine.Fire(Trigger.SiteDeleted));

        Assert.Equal("0 rules of the lifecycle lead from ACTIVE by SITE_DELETED to OFFBOARDED; one is allowed.", rejected.Message);
        Assert.Equal(ParticipationState.Active, machine.State);
    }

    [Fact]
    public void A_hundred_thousand_triggers_in_a_row_lead_where_the_table_leads()
    {
        var stored = new StateAndFacts(ParticipationState.EnrolmentRequested, LifecycleFacts.MeterAccessOutstanding);
        StateMachine<ParticipationState, Trigger> machine = LifecycleStateMachine.Create(() => stored, (_, next) => stored = next);
        machine.OnUnhandledTrigger((_, _) => { });
        Configuration expected = Configuration.FromCode(1);
        var random = new Random(1);
        for (int i = 0; i < 100_000; i++)
        {
            if (LifecycleSpecification.Describe(expected.State).IsTerminal)
            {
                expected = Configuration.FromCode(random.Next(Configuration.Count));
                stored = new StateAndFacts(expected.State, expected.Facts);
            }

            Trigger trigger = LifecycleSpecification.Triggers[random.Next(LifecycleSpecification.Triggers.Count)].Trigger;
            bool canFire = machine.CanFire(trigger);
            machine.Fire(trigger);
            Step step = TransitionTable.Next(expected, trigger);
            expected = step.Next;
            Assert.Equal((expected.State, expected.Facts, step.Outcome != Outcome.Rejected), (stored.State, stored.Facts, canFire));
        }
    }

    [Fact]
    public void Without_functions_there_is_no_machine()
    {
        Assert.Throws<ArgumentNullException>("read", () => LifecycleStateMachine.Create(null!, (_, _) => { }));
        Assert.Throws<ArgumentNullException>("write", () => LifecycleStateMachine.Create(() => default, null!));
    }

    private void Show(string line) => _notified.Add(line);

    private void Notify(string id) => _notified.Add($"{id} went live");
}

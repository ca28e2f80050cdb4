using Stateless;
using Stateless.Graph;
using Vpp.Lifecycle.Stateless;

namespace Vpp.Lifecycle.Tests.Bridge;

/// <summary>A host that keeps participations and fires its triggers at a machine.</summary>
public class HostTests
{
    private readonly TimeProvider clock = TimeProvider.System;
    private readonly List<string> notified = [];

    private Participation participation = Participation.Request(
        new ParticipationDetails { Id = "vpp_1", DeviceId = "dev_1", LocationId = "loc_1" }, MeterAccess.Required, DateTimeOffset.UnixEpoch);

    [Fact]
    public void Triggers_fired_at_the_machine_move_the_participation()
    {
        foreach (Trigger trigger in participation.PathTo(ParticipationState.Registered)!)
            participation = participation.ApplyOrThrow(trigger, DateTimeOffset.UnixEpoch);

        #region bridge
        StateMachine<ParticipationState, Trigger> machine = LifecycleStateMachine.Create(
            read: () => participation.Configuration,
            write: (trigger, _) => participation = participation.ApplyOrThrow(trigger, clock.GetUtcNow()));

        machine.Configure(ParticipationState.Active).OnEntry(() => Notify(participation.Id));   // your own actions, as ever
        machine.Fire(Trigger.DeviceWentLive);
        string diagram = UmlDotGraph.Format(machine.GetInfo());                                 // Stateless's own exports
        #endregion

        Assert.Equal(["vpp_1 is ACTIVE"], notified);
        Assert.StartsWith("digraph", diagram, StringComparison.Ordinal);

        machine.Fire(Trigger.OperatorPaused);
        machine.Fire(Trigger.ControlLost);
        Assert.Equal(SuspensionReasonSet.Of(SuspensionReason.OperatorRequest, SuspensionReason.AwaitingDispatch), participation.SuspensionReasons);
        Assert.Throws<InvalidOperationException>(() => machine.Fire(Trigger.ConsentRequested));
        Assert.Equal(9, participation.Timeline.CompleteCount);
        Assert.Equal(participation.SuspensionReasons, participation.Timeline.Current.SuspensionReasons);
    }

    [Fact]
    public void Without_functions_there_is_no_machine()
    {
        Assert.Throws<ArgumentNullException>("read", () => LifecycleStateMachine.Create(null!, (_, _) => { }));
        Assert.Throws<ArgumentNullException>("write", () => LifecycleStateMachine.Create(() => default, null!));
    }

    private void Notify(string id) => notified.Add($"{id} is {participation.CurrentState.ToWireName()}");
}

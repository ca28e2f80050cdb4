using static Vpp.Lifecycle.ParticipationState;

namespace Vpp.Lifecycle.Tests.Properties;

/// <summary>
/// The invariants of a participation: what holds of it at every moment, whatever has happened to it. Asked of each value of 10,000 random
/// lives.
/// </summary>
public sealed class InvariantTests
{
    [LifecycleProperty]
    public void Control_is_active_exactly_in_active(Script script) => Always(script, participation =>
        Assert.Equal(participation.CurrentState == Active, participation.ControlActive));

    [LifecycleProperty]
    public void Exactly_one_entry_is_in_progress_between_the_complete_and_the_pending_ones(Script script) => Always(script, participation =>
    {
        Timeline timeline = participation.Timeline;
        Assert.Single(timeline, entry => entry.Status == TimelineStatus.InProgress);
        Assert.Equal(
            timeline.Select((_, index) => index.CompareTo(timeline.CompleteCount)),
            timeline.Select(entry => entry.Status switch { TimelineStatus.Complete => -1, TimelineStatus.InProgress => 0, _ => 1 }));
        Assert.Equal(participation.CurrentState, timeline.Current.State);
        Assert.Equal(participation.EnteredAt, timeline.Current.OccurredAt);
    });

    [LifecycleProperty]
    public void There_are_reasons_exactly_in_suspended(Script script) => Always(script, participation =>
        Assert.Equal(participation.CurrentState == Suspended, participation.SuspensionReasons.Count > 0));

    private static void Always(Script script, Action<Participation> check) => script.Live().ForEach(check);
}

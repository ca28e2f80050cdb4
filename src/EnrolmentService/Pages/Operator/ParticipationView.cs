using EnrolmentService.Operator;
using Vpp.Lifecycle;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Pages.Operator;

/// <summary>A participation as the operator's page shows it.</summary>
/// <param name="stored">As it is stored.</param>
/// <param name="current">As it stands at the service's clock.</param>
/// <param name="timers">Where deadlines come from.</param>
public sealed class ParticipationView(StoredParticipation stored, Participation current, LifecycleTimers timers)
{
    public Participation Participation => current;

    public string Id => stored.Participation.Id;

    public string Version => stored.Version.ToString();

    public string DeviceName { get; init; } = "";

    public string? StatusReason { get; init; }

    public IReadOnlyList<PastEvent> History { get; init; } = [];

    public Telling? Told { get; init; }

    public IReadOnlyList<NextAction> NextActions => current.NextActions(timers);

    public IReadOnlyList<OperatorAction> Actions => OperatorAction.PermittedIn(current);

    /// <summary>Everything that would change something now, with the state that it leads to.</summary>
    public IEnumerable<(TriggerDescriptor Trigger, ParticipationState To)> Permitted =>
        current.PermittedTriggers.Select(trigger => (LifecycleSpecification.Describe(trigger), TransitionTable.Next(current.Configuration, trigger).Next.State));
}

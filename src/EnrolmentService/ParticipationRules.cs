using EnrolmentService.Storage;
using Microsoft.Extensions.Options;
using Vpp.Lifecycle;

namespace EnrolmentService;

/// <summary>What this host adds to the lifecycle: its timers, and its expected dwell times.</summary>
internal sealed class ParticipationRules(IOptions<ServiceOptions> options)
{
    public LifecycleTimers Timers { get; } = options.Value.Timers.ToTimers();

    public DwellTimes DwellTimes { get; } = options.Value.ToDwellTimes();

    /// <summary>Whether the device takes part or may come to: then it cannot be enrolled in the same programme again.</summary>
    public static bool IsOpen(ParticipationState state) => !LifecycleSpecification.Describe(state).IsClosed;

    /// <summary>
    /// Adds what fell due in the moment a device went live, so that a silent one is never stored as ACTIVE (R21): to be written together
    /// with the transitions.
    /// </summary>
    public (Participation After, IReadOnlyList<Transition> Transitions) WithSilence(Participation after, IReadOnlyList<Transition> transitions)
    {
        if (transitions.Count == 0 || transitions[^1] is not { Trigger: Trigger.DeviceWentLive, Outcome: Outcome.Transitioned } wentLive)
            return (after, transitions);
        AdvanceResult due = Timers.Advance(after, wentLive.OccurredAt, StoredEvent.Timer);
        return (due.Participation, [.. transitions, .. due.Transitions]);
    }
}

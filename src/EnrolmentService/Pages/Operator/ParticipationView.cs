using EnrolmentService.Operator;
using Vpp.Lifecycle;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Json;

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

/// <summary>What a page says of what was asked before.</summary>
public sealed record Telling(string Words, bool IsFault);

/// <summary>An event of the history, newest first on the page.</summary>
public sealed class PastEvent(HistoryEntry entry)
{
    private readonly ParticipationEvent _event = ParticipationEventJson.Parse(entry.EventJson);

    public long Sequence => entry.Sequence;

    public Outcome Outcome => entry.Outcome;

    public DateTimeOffset OccurredAt => _event.OccurredAt;

    public DateTimeOffset RecordedAt => entry.RecordedAt;

    public string Name => _event switch
    {
        TriggerFired fired => fired.Trigger.ToWireName(),
        ParticipationRequested => "ENROLMENT_REQUESTED",
        _ => "DETAILS_AMENDED",
    };

    public string? Actor => _event.Actor;

    public string? Note => _event.Note;

    public string? ReasonCode => _event.ReasonCode;
}

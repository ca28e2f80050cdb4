using Vpp.Lifecycle;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Json;

namespace EnrolmentService.Pages.Operator;

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

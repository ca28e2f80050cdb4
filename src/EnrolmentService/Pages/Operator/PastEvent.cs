using EnrolmentService.Endpoints;
using Vpp.Lifecycle;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Json;

namespace EnrolmentService.Pages.Operator;

/// <summary>An event of the history, newest first on the page. One that cannot be read is there with its number and its time, and nothing else.</summary>
public sealed class PastEvent(HistoryEntry entry)
{
    private readonly ParticipationEvent? _event = PastEndpoints.FaultOf(entry) is null ? ParticipationEventJson.Parse(entry.EventJson) : null;

    public bool IsReadable => _event is not null;

    public long Sequence => entry.Sequence;

    public Outcome Outcome => entry.Outcome;

    public DateTimeOffset OccurredAt => _event?.OccurredAt ?? entry.RecordedAt;

    public DateTimeOffset RecordedAt => entry.RecordedAt;

    public string Name => _event switch
    {
        TriggerFired fired => fired.Trigger.ToWireName(),
        ParticipationRequested => "ENROLMENT_REQUESTED",
        null => "UNREADABLE",
        _ => "DETAILS_AMENDED",
    };

    public string? Actor => _event?.Actor;

    public string? Note => _event?.Note;

    public string? ReasonCode => _event?.ReasonCode;
}

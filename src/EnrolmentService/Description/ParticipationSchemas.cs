using System.ComponentModel;
using Vpp.Lifecycle;

namespace EnrolmentService.Description;

// What the library writes by itself, described for the OpenAPI document; a test holds what is answered against it.

[Description("A device's participation in a programme.")]
internal sealed record ParticipationSchema
{
    [AllowedText("vpp-participation")]
    public required string Object { get; init; }

    public required string Id { get; init; }

    public string ProviderReferenceId { get; init; } = "";

    public required bool LiveMode { get; init; }

    public required string DeviceId { get; init; }

    public required string LocationId { get; init; }

    public required ParticipationState CurrentState { get; init; }

    public required bool ControlActive { get; init; }

    public required bool TelemetryActive { get; init; }

    public required IReadOnlyList<SuspensionReason> SuspensionReasons { get; init; }

    [Description("In order; never to be sorted by date. Of a long life the latest visits: the others are in the timeline.")]
    public required IReadOnlyList<TimelineEntrySchema> ParticipationState { get; init; }

    public required DateTimeOffset TimeUpdated { get; init; }

    public required DateTimeOffset TimeCreated { get; init; }

    public required ProviderSchema Provider { get; init; }

    public required ProgrammeSchema Programme { get; init; }

    public required string AccountId { get; init; }
}

internal record TimelineEntrySchema
{
    public required ParticipationState State { get; init; }

    public required TimelineStatus Status { get; init; }

    [Description("What the customer is told.")]
    public required string Description { get; init; }

    public required DateTimeOffset? OccurredAt { get; init; }

    public required DateTimeOffset? ExpectedAt { get; init; }

    public required IReadOnlyList<SuspensionReason> SuspensionReasons { get; init; }
}

[Description("A visit of a state.")]
internal sealed record VisitSchema : TimelineEntrySchema
{
    [Description("Its number among the participation's visits, from 0.")]
    public required long Index { get; init; }
}

internal sealed record ProviderSchema
{
    public required string Id { get; init; }

    public required string ProviderDisplayName { get; init; }

    public string LogoUrl { get; init; } = "";
}

internal sealed record ProgrammeSchema
{
    public required string Id { get; init; }

    public required string ProgrammeDisplayName { get; init; }

    public string LearnMoreUrl { get; init; } = "";
}

internal abstract record ListSchema<T>
{
    [AllowedText("list")]
    public required string Object { get; init; }

    public required string Url { get; init; }

    public required bool HasMore { get; init; }

    public required IReadOnlyList<T> Data { get; init; }
}

internal sealed record ParticipationListSchema : ListSchema<ParticipationSchema>
{
    [Description("With changed_since: where to go on, also once there is no more; starting_after takes it.")]
    public string Next { get; init; } = "";
}

internal sealed record HistorySchema : ListSchema<HistoryEntrySchema>;

internal sealed record TimelineSchema : ListSchema<VisitSchema>;

internal sealed record HistoryEntrySchema
{
    public required long Sequence { get; init; }

    public required Outcome Outcome { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required EventSchema Event { get; init; }
}

[Description("An event in the form of the library's event logs. ENROLMENT_REQUESTED and DETAILS_AMENDED carry the details, and the first of them meter access and dwell times too.")]
internal sealed record EventSchema
{
    public required string ParticipationId { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    [Description("A trigger, ENROLMENT_REQUESTED or DETAILS_AMENDED.")]
    public required string Event { get; init; }

    public string DeviceId { get; init; } = "";

    public string LocationId { get; init; } = "";

    public bool LiveMode { get; init; }

    public string ProviderReferenceId { get; init; } = "";

    public ProviderSchema Provider { get; init; } = null!;

    public ProgrammeSchema Programme { get; init; } = null!;

    public string AccountId { get; init; } = "";

    [Description("The participation that this one takes the place of.")]
    public string Supersedes { get; init; } = "";

    public MeterAccess MeterAccess { get; init; }

    [Description("How long each state is expected to last, as [d.]hh:mm:ss.")]
    public IReadOnlyDictionary<string, string> DwellTimes { get; init; } = new Dictionary<string, string>();

    public string Actor { get; init; } = "";

    public string Note { get; init; } = "";

    [Description("The code of the host that fired it.")]
    public string ReasonCode { get; init; } = "";

    [Description("Of ENROLMENT_REQUESTED: the digest of the rules that it was made under.")]
    public string Specification { get; init; } = "";
}

internal sealed record BulkSummarySchema
{
    [AllowedText("bulk-summary")]
    public required string Object { get; init; }

    public required string ProgrammeId { get; init; }

    public required Trigger Event { get; init; }

    public required long Evaluated { get; init; }

    public required long Transitioned { get; init; }

    public required long Updated { get; init; }

    public required long Ignored { get; init; }

    public required long Rejected { get; init; }

    [Description("Not evaluated, because they cannot be read; left out when there are none.")]
    public long SetAside { get; init; }

    [Description("Not changed, because others kept changing them; left out when there are none.")]
    public long Contended { get; init; }
}

[Description("RFC 9457 problem details.")]
internal sealed record ProblemSchema
{
    public required string Type { get; init; }

    public required string Title { get; init; }

    public required int Status { get; init; }

    public required string Detail { get; init; }

    public IReadOnlyList<InvalidMemberSchema> Errors { get; init; } = [];

    public ParticipationState State { get; init; }

    public Trigger Event { get; init; }

    public RejectionCode Code { get; init; }

    public string Reason { get; init; } = "";

    public IReadOnlyList<Trigger> Permitted { get; init; } = [];

    public string ParticipationId { get; init; } = "";

    [Description("Of 410: the position to begin again at.")]
    public string Oldest { get; init; } = "";

    [Description("Of an import: the line that could not be read.")]
    public long Line { get; init; }

    [Description("Of an import: rows that made a participation before that line.")]
    public long Created { get; init; }

    [Description("Of an import: rows before that line that had made theirs earlier.")]
    public long Repeated { get; init; }

    [Description("Of an import: rows refused before that line.")]
    public long Refused { get; init; }

    [Description("Of 500: under which the log has the fault.")]
    public string TraceId { get; init; } = "";
}

internal sealed record InvalidMemberSchema
{
    public required string Pointer { get; init; }

    public required string Detail { get; init; }
}

internal sealed record HealthSchema
{
    [AllowedText("live", "ready")]
    public required string Status { get; init; }
}

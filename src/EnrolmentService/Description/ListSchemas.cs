using System.ComponentModel;
using Vpp.Lifecycle;

namespace EnrolmentService.Description;

// What is answered to those who operate programmes, described for the OpenAPI document.

[Description("How many participations there are.")]
internal sealed record ParticipationCountsSchema
{
    [AllowedText("participation-counts")]
    public required string Object { get; init; }

    [Description("Null where all programmes are counted.")]
    public required string? ProgrammeId { get; init; }

    public required long Total { get; init; }

    [Description("Those whose row cannot be read; they are in no other count.")]
    public required long SetAside { get; init; }

    [Description("Every state, in the order of the states page.")]
    public required IReadOnlyList<StateCountSchema> States { get; init; }

    [Description("Every reason; a participation suspended for several is counted with each.")]
    public required IReadOnlyList<ReasonCountSchema> SuspensionReasons { get; init; }
}

internal sealed record StateCountSchema
{
    public required ParticipationState State { get; init; }

    public required long Count { get; init; }
}

internal sealed record ReasonCountSchema
{
    public required SuspensionReason SuspensionReason { get; init; }

    public required long Count { get; init; }
}

[Description("A page of enrollments.")]
internal sealed record EnrollmentListSchema
{
    public required IReadOnlyList<EnrollmentSchema> Enrollments { get; init; }

    [Description("The cursor of the next page; null where there is none.")]
    public required string? NextCursor { get; init; }
}

internal sealed record ImportSchema
{
    [AllowedText("import")]
    public required string Object { get; init; }

    [Description("Rows that made a participation; of a dry run, that would.")]
    public required long Created { get; init; }

    [Description("Rows that made their participation before: nothing was done.")]
    public required long Repeated { get; init; }

    [Description("All rows refused, also those not listed.")]
    public required long Refused { get; init; }

    [Description("The rows refused, 1,000 at most.")]
    public required IReadOnlyList<ImportRowSchema> Rows { get; init; }
}

internal sealed record ImportRowSchema
{
    [Description("The line on which the row begins, from 1.")]
    public required long Line { get; init; }

    public required string? ExternalId { get; init; }

    public required Imports.ImportCode Code { get; init; }

    [Description("The member, or column, at fault; null where it is the row.")]
    public required string? Member { get; init; }

    public required string Message { get; init; }
}

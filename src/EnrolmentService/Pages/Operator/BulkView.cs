using EnrolmentService.Operator;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Pages.Operator;

/// <summary>What the page for bulk actions shows: the choice, then the question with its numbers, then what it came to.</summary>
public sealed record BulkView
{
    public IReadOnlyList<ProgrammeChoice> Programmes { get; init; } = [];

    public string? ProgrammeId { get; init; }

    public string ProgrammeName { get; init; } = "";

    public OperatorAction? Action { get; init; }

    public string? Fault { get; init; }

    /// <summary>How many the action would change now; null until it is asked for.</summary>
    public long? Concerned { get; init; }

    public long Total { get; init; }

    public BulkSummary? Summary { get; init; }
}

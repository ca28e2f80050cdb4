using Vpp.Lifecycle;

namespace EnrolmentService.Storage;

/// <summary>What a bulk request came to: how many participations by outcome.</summary>
internal sealed record BulkSummary(long Transitioned, long Updated, long Ignored, long Rejected)
{
    public static BulkSummary None { get; } = new(0, 0, 0, 0);

    public long Evaluated => Transitioned + Updated + Ignored + Rejected;

    public BulkSummary Plus(Outcome outcome, long count = 1) => outcome switch
    {
        Outcome.Transitioned => this with { Transitioned = Transitioned + count },
        Outcome.Updated => this with { Updated = Updated + count },
        Outcome.Ignored => this with { Ignored = Ignored + count },
        _ => this with { Rejected = Rejected + count },
    };
}

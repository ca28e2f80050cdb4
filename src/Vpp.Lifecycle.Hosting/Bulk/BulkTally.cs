namespace Vpp.Lifecycle.Hosting.Bulk;

/// <summary>Counts what came of participations.</summary>
internal static class BulkTally
{
    public static BulkSummary Plus(this BulkSummary summary, Outcome outcome, long count = 1) => outcome switch
    {
        Outcome.Transitioned => summary with { Transitioned = summary.Transitioned + count },
        Outcome.Updated => summary with { Updated = summary.Updated + count },
        Outcome.Ignored => summary with { Ignored = summary.Ignored + count },
        _ => summary with { Rejected = summary.Rejected + count },
    };

    /// <summary>What came since another summary.</summary>
    public static BulkSummary Less(this BulkSummary summary, BulkSummary before) => new(
        summary.Transitioned - before.Transitioned, summary.Updated - before.Updated, summary.Ignored - before.Ignored, summary.Rejected - before.Rejected,
        summary.SetAside - before.SetAside, summary.Contended - before.Contended);

    /// <summary>What a participation came to that was changed by itself.</summary>
    public static BulkSummary Plus(this BulkSummary summary, ChangeResult result) => result.Value switch
    {
        AcceptedChange accepted => summary.Plus(accepted.Outcome),
        Contended => summary with { Contended = summary.Contended + 1 },
        UnreadableParticipation => summary with { SetAside = summary.SetAside + 1 },
        // Rejected; or gone from the scope meanwhile, which nothing was done to either.
        _ => summary.Plus(Outcome.Rejected),
    };
}

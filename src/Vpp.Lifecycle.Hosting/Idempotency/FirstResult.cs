using OneOf;

namespace Vpp.Lifecycle.Hosting;

/// <summary>What the first request with a key came to: accepted, rejected for good, or a bulk request's counts.</summary>
public sealed class FirstResult : OneOfBase<AcceptedChange, RejectedChange, BulkSummary>
{
    private FirstResult(OneOf<AcceptedChange, RejectedChange, BulkSummary> input)
        : base(input)
    {
    }

    /// <summary>Accepted.</summary>
    /// <param name="accepted">What was stored.</param>
    public static implicit operator FirstResult(AcceptedChange accepted) => new(accepted);

    /// <summary>Rejected for good.</summary>
    /// <param name="rejected">Why.</param>
    public static implicit operator FirstResult(RejectedChange rejected) => new(rejected);

    /// <summary>A bulk request.</summary>
    /// <param name="summary">Its counts.</param>
    public static implicit operator FirstResult(BulkSummary summary) => new(summary);
}

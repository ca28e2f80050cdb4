using OneOf;

namespace Vpp.Lifecycle.Hosting;

/// <summary>What the first request with a key came to: accepted, refused for good, or a bulk request's counts.</summary>
public sealed class FirstResult : OneOfBase<AcceptedChange, RefusedChange, BulkSummary>
{
    private FirstResult(OneOf<AcceptedChange, RefusedChange, BulkSummary> input)
        : base(input)
    {
    }

    /// <summary>Accepted.</summary>
    /// <param name="accepted">What was stored.</param>
    public static implicit operator FirstResult(AcceptedChange accepted) => new(accepted);

    /// <summary>Refused for good.</summary>
    /// <param name="refused">Why.</param>
    public static implicit operator FirstResult(RefusedChange refused) => new(refused);

    /// <summary>A bulk request.</summary>
    /// <param name="summary">Its counts.</param>
    public static implicit operator FirstResult(BulkSummary summary) => new(summary);
}

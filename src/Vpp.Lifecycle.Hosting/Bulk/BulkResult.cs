using OneOf;

namespace Vpp.Lifecycle.Hosting;

/// <summary>What came of a bulk request: its counts, those of an earlier request with its key that left nothing over, or the news that the key cannot be used.</summary>
public sealed class BulkResult : OneOfBase<BulkSummary, RepeatedRequest, KeyReused, KeyInUse>
{
    private BulkResult(OneOf<BulkSummary, RepeatedRequest, KeyReused, KeyInUse> input)
        : base(input)
    {
    }

    /// <summary>Done.</summary>
    /// <param name="summary">The counts.</param>
    public static implicit operator BulkResult(BulkSummary summary) => new(summary);

    /// <summary>The request came before.</summary>
    /// <param name="repeated">What it came to.</param>
    public static implicit operator BulkResult(RepeatedRequest repeated) => new(repeated);

    /// <summary>The key came with another request.</summary>
    /// <param name="reused">Which key.</param>
    public static implicit operator BulkResult(KeyReused reused) => new(reused);

    /// <summary>The first request with the key is still running.</summary>
    /// <param name="inUse">Which key.</param>
    public static implicit operator BulkResult(KeyInUse inUse) => new(inUse);
}

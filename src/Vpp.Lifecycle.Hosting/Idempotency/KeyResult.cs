using OneOf;

namespace Vpp.Lifecycle.Hosting;

/// <summary>What is known of an idempotency key: the request came before, the key came with another request, the first is still running, or the
/// participation that it concerned cannot be read.</summary>
public sealed class KeyResult : OneOfBase<RepeatedRequest, KeyReused, KeyInUse, UnreadableParticipation>
{
    private KeyResult(OneOf<RepeatedRequest, KeyReused, KeyInUse, UnreadableParticipation> input)
        : base(input)
    {
    }

    /// <summary>The request came before.</summary>
    /// <param name="repeated">What it came to.</param>
    public static implicit operator KeyResult(RepeatedRequest repeated) => new(repeated);

    /// <summary>The key came with another request.</summary>
    /// <param name="reused">Which key.</param>
    public static implicit operator KeyResult(KeyReused reused) => new(reused);

    /// <summary>The first request with the key is still running.</summary>
    /// <param name="inUse">Which key.</param>
    public static implicit operator KeyResult(KeyInUse inUse) => new(inUse);

    /// <summary>The participation that the request concerned cannot be read.</summary>
    /// <param name="unreadable">Which, and why.</param>
    public static implicit operator KeyResult(UnreadableParticipation unreadable) => new(unreadable);
}

using OneOf;

namespace Vpp.Lifecycle.Hosting;

/// <summary>Why a request was refused: the lifecycle refused a trigger or an amendment, or the host's own rules did.</summary>
public sealed class Refusal : OneOfBase<Rejection, AmendmentRejection, HostRefusal>
{
    private Refusal(OneOf<Rejection, AmendmentRejection, HostRefusal> input)
        : base(input)
    {
    }

    /// <summary>Whether no later moment can turn it, so that it is remembered with an idempotency key.</summary>
    public bool IsFinal => Match(rejection => rejection.Code != RejectionCode.NotYetPermitted, _ => true, host => host.IsFinal);

    /// <summary>The lifecycle refused a trigger.</summary>
    /// <param name="rejection">Why.</param>
    public static implicit operator Refusal(Rejection rejection) => new(rejection);

    /// <summary>The lifecycle refused an amendment (R18).</summary>
    /// <param name="rejection">Why.</param>
    public static implicit operator Refusal(AmendmentRejection rejection) => new(rejection);

    /// <summary>The host's own rules refused.</summary>
    /// <param name="refusal">Why.</param>
    public static implicit operator Refusal(HostRefusal refusal) => new(refusal);
}

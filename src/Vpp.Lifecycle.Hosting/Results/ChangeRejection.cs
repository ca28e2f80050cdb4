using OneOf;

namespace Vpp.Lifecycle.Hosting;

/// <summary>Why a request was rejected: the lifecycle rejected a trigger or an amendment, or the host's own rules did.</summary>
public sealed class ChangeRejection : OneOfBase<Rejection, AmendmentRejection, HostRejection>
{
    private ChangeRejection(OneOf<Rejection, AmendmentRejection, HostRejection> input)
        : base(input)
    {
    }

    /// <summary>Whether no later moment can turn it, so that it is remembered with an idempotency key.</summary>
    public bool IsFinal => Match(rejection => rejection.Code != RejectionCode.NotYetPermitted, _ => true, host => host.IsFinal);

    /// <summary>The lifecycle rejected a trigger.</summary>
    /// <param name="rejection">Why.</param>
    public static implicit operator ChangeRejection(Rejection rejection) => new(rejection);

    /// <summary>The lifecycle rejected an amendment (R18).</summary>
    /// <param name="rejection">Why.</param>
    public static implicit operator ChangeRejection(AmendmentRejection rejection) => new(rejection);

    /// <summary>The host's own rules rejected.</summary>
    /// <param name="rejection">Why.</param>
    public static implicit operator ChangeRejection(HostRejection rejection) => new(rejection);
}

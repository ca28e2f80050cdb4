using System.Diagnostics.CodeAnalysis;
using OneOf;

namespace Vpp.Lifecycle.Hosting;

/// <summary>
/// What came of a creation: exactly one of accepted, already participating, identifier taken, repeated, key reused, contended. Use <c>Match</c>, <c>Switch</c>, or a C#
/// <c>switch</c> on <c>Value</c>. Immutable; safe to share between threads.
/// </summary>
public sealed class CreateResult : OneOfBase<AcceptedChange, AlreadyParticipating, IdentifierTaken, RepeatedRequest, KeyReused, Contended>
{
    private CreateResult(OneOf<AcceptedChange, AlreadyParticipating, IdentifierTaken, RepeatedRequest, KeyReused, Contended> input)
        : base(input)
    {
    }

    /// <summary>Whether it was created, now and by this request.</summary>
    /// <param name="accepted">What was stored; null when nothing was.</param>
    public bool TryPickAccepted([NotNullWhen(true)] out AcceptedChange? accepted)
    {
        accepted = Value as AcceptedChange;
        return accepted is not null;
    }

    /// <summary>Created.</summary>
    /// <param name="accepted">What was stored.</param>
    public static implicit operator CreateResult(AcceptedChange accepted) => new(accepted);

    /// <summary>The device takes part already.</summary>
    /// <param name="already">In which participation.</param>
    public static implicit operator CreateResult(AlreadyParticipating already) => new(already);

    /// <summary>The identifier is in use.</summary>
    /// <param name="taken">Which.</param>
    public static implicit operator CreateResult(IdentifierTaken taken) => new(taken);

    /// <summary>The request came before.</summary>
    /// <param name="repeated">What it came to.</param>
    public static implicit operator CreateResult(RepeatedRequest repeated) => new(repeated);

    /// <summary>The key came with another request.</summary>
    /// <param name="reused">Which key.</param>
    public static implicit operator CreateResult(KeyReused reused) => new(reused);

    /// <summary>Others were faster again and again.</summary>
    /// <param name="contended">Which participation.</param>
    public static implicit operator CreateResult(Contended contended) => new(contended);
}

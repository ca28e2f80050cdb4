using System.Diagnostics.CodeAnalysis;
using OneOf;

namespace Vpp.Lifecycle.Hosting;

/// <summary>
/// What came of a change: exactly one of accepted, rejected, not found, version conflict, repeated, key reused, contended, unreadable, already
/// participating (an amendment would give the device a second open participation in a programme). Use <c>Match</c>, <c>Switch</c>, or a C#
/// <c>switch</c> on <c>Value</c>. Immutable; safe to share between threads.
/// </summary>
public sealed class ChangeResult
    : OneOfBase<AcceptedChange, RejectedChange, ParticipationNotFound, VersionConflict, RepeatedRequest, KeyReused, Contended, UnreadableParticipation, AlreadyParticipating>
{
    private ChangeResult(OneOf<AcceptedChange, RejectedChange, ParticipationNotFound, VersionConflict, RepeatedRequest, KeyReused, Contended, UnreadableParticipation, AlreadyParticipating> input)
        : base(input)
    {
    }

    /// <summary>Whether it was accepted, now and by this request.</summary>
    /// <param name="accepted">What was stored; null when it was not accepted.</param>
    public bool TryPickAccepted([NotNullWhen(true)] out AcceptedChange? accepted)
    {
        accepted = Value as AcceptedChange;
        return accepted is not null;
    }

    /// <summary>Accepted.</summary>
    /// <param name="accepted">What was stored.</param>
    public static implicit operator ChangeResult(AcceptedChange accepted) => new(accepted);

    /// <summary>Rejected.</summary>
    /// <param name="rejected">Why.</param>
    public static implicit operator ChangeResult(RejectedChange rejected) => new(rejected);

    /// <summary>Not found.</summary>
    /// <param name="notFound">What.</param>
    public static implicit operator ChangeResult(ParticipationNotFound notFound) => new(notFound);

    /// <summary>It has another version.</summary>
    /// <param name="conflict">Which.</param>
    public static implicit operator ChangeResult(VersionConflict conflict) => new(conflict);

    /// <summary>The request came before.</summary>
    /// <param name="repeated">What it came to.</param>
    public static implicit operator ChangeResult(RepeatedRequest repeated) => new(repeated);

    /// <summary>The key came with another request.</summary>
    /// <param name="reused">Which key.</param>
    public static implicit operator ChangeResult(KeyReused reused) => new(reused);

    /// <summary>Others were faster again and again.</summary>
    /// <param name="contended">Which participation.</param>
    public static implicit operator ChangeResult(Contended contended) => new(contended);

    /// <summary>Its row cannot be read.</summary>
    /// <param name="unreadable">Which, and why.</param>
    public static implicit operator ChangeResult(UnreadableParticipation unreadable) => new(unreadable);

    /// <summary>The device takes part already in the programme that it would be amended to.</summary>
    /// <param name="already">In which participation.</param>
    public static implicit operator ChangeResult(AlreadyParticipating already) => new(already);
}

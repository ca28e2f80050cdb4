using System.Diagnostics.CodeAnalysis;

namespace Vpp.Lifecycle;

/// <summary>
/// What became of an amendment: either accepted, or rejected because the request is finalised (R18), nothing else. Immutable; compares by
/// value; safe to share between threads.
/// </summary>
/// <remarks>
/// Take it apart as a <see cref="TransitionResult"/>: with <see cref="Match"/>, <see cref="Switch"/>, <see cref="TryPickAccepted"/>, or a
/// C# <c>switch</c> on its two halves. The default value is neither; it comes from no <see cref="Participation.Amend"/>, and taking it
/// apart throws <see cref="InvalidOperationException"/>.
/// </remarks>
public readonly record struct AmendmentResult
{
    private readonly Outcome _outcome;

    private AmendmentResult(Participation? accepted, AmendmentRejection? rejection, Outcome outcome)
    {
        Accepted = accepted;
        Rejection = rejection;
        _outcome = outcome;
    }

    /// <summary>Whether the amendment was accepted: UPDATED or IGNORED.</summary>
    [MemberNotNullWhen(true, nameof(Accepted))]
    public bool IsAccepted => Accepted is not null;

    /// <summary>UPDATED; IGNORED when the details were the same already; REJECTED when it was rejected.</summary>
    /// <exception cref="InvalidOperationException">This is the default value.</exception>
    public Outcome Outcome => IsAccepted || Rejection is not null ? _outcome : throw Neither();

    /// <summary>The accepted half, the participation with its new details; null when rejected, and of the default value.</summary>
    public Participation? Accepted { get; }

    /// <summary>The rejected half; null when accepted, and of the default value.</summary>
    public AmendmentRejection? Rejection { get; }

    /// <summary>One answer from either half.</summary>
    /// <typeparam name="T">The answer's type.</typeparam>
    /// <param name="accepted">Called with the participation afterwards.</param>
    /// <param name="rejected">Called with the rejected half.</param>
    /// <exception cref="ArgumentNullException"><paramref name="accepted"/> or <paramref name="rejected"/> is null.</exception>
    /// <exception cref="InvalidOperationException">This is the default value.</exception>
    public T Match<T>(Func<Participation, T> accepted, Func<AmendmentRejection, T> rejected)
    {
        ArgumentNullException.ThrowIfNull(accepted);
        ArgumentNullException.ThrowIfNull(rejected);
        return TryPickAccepted(out Participation? participation, out AmendmentRejection? rejection) ? accepted(participation) : rejected(rejection);
    }

    /// <summary>One action or the other.</summary>
    /// <param name="accepted">Called with the participation afterwards.</param>
    /// <param name="rejected">Called with the rejected half.</param>
    /// <exception cref="ArgumentNullException"><paramref name="accepted"/> or <paramref name="rejected"/> is null.</exception>
    /// <exception cref="InvalidOperationException">This is the default value.</exception>
    public void Switch(Action<Participation> accepted, Action<AmendmentRejection> rejected)
    {
        ArgumentNullException.ThrowIfNull(accepted);
        ArgumentNullException.ThrowIfNull(rejected);
        if (TryPickAccepted(out Participation? participation, out AmendmentRejection? rejection))
            accepted(participation);
        else
            rejected(rejection);
    }

    /// <summary>The participation afterwards, where the amendment was accepted; else the rejection.</summary>
    /// <param name="accepted">The participation with its new details; null when rejected.</param>
    /// <param name="rejection">The rejected half; null when accepted.</param>
    /// <returns>Whether it was accepted.</returns>
    /// <exception cref="InvalidOperationException">This is the default value.</exception>
    public bool TryPickAccepted([NotNullWhen(true)] out Participation? accepted, [NotNullWhen(false)] out AmendmentRejection? rejection)
    {
        accepted = Accepted;
        rejection = IsAccepted ? null : Rejection ?? throw Neither();
        return IsAccepted;
    }

    /// <summary>The rejected half, where it was rejected; else the participation afterwards.</summary>
    /// <param name="rejection">The rejected half; null when accepted.</param>
    /// <param name="accepted">The participation with its new details; null when rejected.</param>
    /// <returns>Whether it was rejected.</returns>
    /// <exception cref="InvalidOperationException">This is the default value.</exception>
    public bool TryPickRejected([NotNullWhen(true)] out AmendmentRejection? rejection, [NotNullWhen(false)] out Participation? accepted) =>
        !TryPickAccepted(out accepted, out rejection);

    /// <summary>The outcome, or the rejection.</summary>
    public override string ToString() => IsAccepted ? _outcome.ToWireName() : Rejection?.ToString() ?? "none";

    internal static AmendmentResult Accept(Participation after, Outcome outcome) => new(after, rejection: null, outcome);

    internal static AmendmentResult Reject(ParticipationState state) => new(accepted: null, new AmendmentRejection(state), Outcome.Rejected);

    private static InvalidOperationException Neither() => new("This result is the default value: it comes from no Amend and is neither accepted nor rejected.");
}

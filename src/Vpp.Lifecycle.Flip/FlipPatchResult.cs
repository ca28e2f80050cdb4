using System.Diagnostics.CodeAnalysis;

namespace Vpp.Lifecycle.Flip;

/// <summary>
/// What became of a patch: accepted as a whole, or refused as a whole, nothing else. Immutable; compares by value; safe to share between
/// threads. Take it apart with <see cref="Match"/>, <see cref="Switch"/>, <see cref="TryPickAccepted"/> or a C# <c>switch</c> on its two
/// halves.
/// </summary>
public sealed record FlipPatchResult
{
    private FlipPatchResult(FlipPatchAccepted? accepted, FlipError? refusal)
    {
        Accepted = accepted;
        Refusal = refusal;
    }

    /// <summary>Whether the patch was accepted.</summary>
    [MemberNotNullWhen(true, nameof(Accepted))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsAccepted => Accepted is not null;

    /// <summary>What to store; null when refused.</summary>
    public FlipPatchAccepted? Accepted { get; }

    /// <summary>What to answer: 409 where the state does not permit the status, 422 where a group is unknown; null when accepted.</summary>
    public FlipError? Refusal { get; }

    /// <summary>One answer from either half.</summary>
    /// <typeparam name="T">The answer's type.</typeparam>
    /// <param name="accepted">Called with what to store.</param>
    /// <param name="refused">Called with what to answer.</param>
    /// <exception cref="ArgumentNullException">One of the functions is missing.</exception>
    public T Match<T>(Func<FlipPatchAccepted, T> accepted, Func<FlipError, T> refused)
    {
        ArgumentNullException.ThrowIfNull(accepted);
        ArgumentNullException.ThrowIfNull(refused);
        return IsAccepted ? accepted(Accepted) : refused(Refusal);
    }

    /// <summary>One action or the other.</summary>
    /// <param name="accepted">Called with what to store.</param>
    /// <param name="refused">Called with what to answer.</param>
    /// <exception cref="ArgumentNullException">One of the actions is missing.</exception>
    public void Switch(Action<FlipPatchAccepted> accepted, Action<FlipError> refused)
    {
        ArgumentNullException.ThrowIfNull(accepted);
        ArgumentNullException.ThrowIfNull(refused);
        if (IsAccepted)
            accepted(Accepted);
        else
            refused(Refusal);
    }

    /// <summary>What to store, where the patch was accepted; else what to answer.</summary>
    /// <param name="accepted">What to store; null when refused.</param>
    /// <param name="refusal">What to answer; null when accepted.</param>
    /// <returns>Whether it was accepted.</returns>
    public bool TryPickAccepted([NotNullWhen(true)] out FlipPatchAccepted? accepted, [NotNullWhen(false)] out FlipError? refusal)
    {
        accepted = Accepted;
        refusal = Refusal;
        return IsAccepted;
    }

    /// <summary>What to answer, where the patch was refused; else what to store.</summary>
    /// <param name="refusal">What to answer; null when accepted.</param>
    /// <param name="accepted">What to store; null when refused.</param>
    /// <returns>Whether it was refused.</returns>
    public bool TryPickRefused([NotNullWhen(true)] out FlipError? refusal, [NotNullWhen(false)] out FlipPatchAccepted? accepted) =>
        !TryPickAccepted(out accepted, out refusal);

    internal static FlipPatchResult Accept(FlipPatchAccepted accepted) => new(accepted, refusal: null);

    internal static FlipPatchResult Refuse(FlipError refusal) => new(accepted: null, refusal);
}

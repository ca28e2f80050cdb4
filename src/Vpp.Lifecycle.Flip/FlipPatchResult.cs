using System.Diagnostics.CodeAnalysis;

namespace Vpp.Lifecycle.Flip;

/// <summary>
/// What became of a patch: accepted as a whole, or rejected as a whole, nothing else. Immutable; compares by value; safe to share between
/// threads. Take it apart with <see cref="Match"/>, <see cref="Switch"/>, <see cref="TryPickAccepted"/> or a C# <c>switch</c> on its two
/// halves.
/// </summary>
public sealed record FlipPatchResult
{
    private FlipPatchResult(FlipPatchAccepted? accepted, FlipError? rejection)
    {
        Accepted = accepted;
        Rejection = rejection;
    }

    /// <summary>Whether the patch was accepted.</summary>
    [MemberNotNullWhen(true, nameof(Accepted))]
    [MemberNotNullWhen(false, nameof(Rejection))]
    public bool IsAccepted => Accepted is not null;

    /// <summary>What to store; null when rejected.</summary>
    public FlipPatchAccepted? Accepted { get; }

    /// <summary>What to answer: 409 where the state does not permit the status, 422 where a group is unknown; null when accepted.</summary>
    public FlipError? Rejection { get; }

    /// <summary>One answer from either half.</summary>
    /// <typeparam name="T">The answer's type.</typeparam>
    /// <param name="accepted">Called with what to store.</param>
    /// <param name="rejected">Called with what to answer.</param>
    /// <exception cref="ArgumentNullException"><paramref name="accepted"/> or <paramref name="rejected"/> is null.</exception>
    public T Match<T>(Func<FlipPatchAccepted, T> accepted, Func<FlipError, T> rejected)
    {
        ArgumentNullException.ThrowIfNull(accepted);
        ArgumentNullException.ThrowIfNull(rejected);
        return IsAccepted ? accepted(Accepted) : rejected(Rejection);
    }

    /// <summary>One action or the other.</summary>
    /// <param name="accepted">Called with what to store.</param>
    /// <param name="rejected">Called with what to answer.</param>
    /// <exception cref="ArgumentNullException"><paramref name="accepted"/> or <paramref name="rejected"/> is null.</exception>
    public void Switch(Action<FlipPatchAccepted> accepted, Action<FlipError> rejected)
    {
        ArgumentNullException.ThrowIfNull(accepted);
        ArgumentNullException.ThrowIfNull(rejected);
        if (IsAccepted)
            accepted(Accepted);
        else
            rejected(Rejection);
    }

    /// <summary>What to store, where the patch was accepted; else what to answer.</summary>
    /// <param name="accepted">What to store; null when rejected.</param>
    /// <param name="rejection">What to answer; null when accepted.</param>
    /// <returns>Whether it was accepted.</returns>
    public bool TryPickAccepted([NotNullWhen(true)] out FlipPatchAccepted? accepted, [NotNullWhen(false)] out FlipError? rejection)
    {
        accepted = Accepted;
        rejection = Rejection;
        return IsAccepted;
    }

    /// <summary>What to answer, where the patch was rejected; else what to store.</summary>
    /// <param name="rejection">What to answer; null when accepted.</param>
    /// <param name="accepted">What to store; null when rejected.</param>
    /// <returns>Whether it was rejected.</returns>
    public bool TryPickRejected([NotNullWhen(true)] out FlipError? rejection, [NotNullWhen(false)] out FlipPatchAccepted? accepted) =>
        !TryPickAccepted(out accepted, out rejection);

    internal static FlipPatchResult Accept(FlipPatchAccepted accepted) => new(accepted, rejection: null);

    internal static FlipPatchResult Reject(FlipError rejection) => new(accepted: null, rejection);
}

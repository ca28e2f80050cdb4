using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Vpp.Lifecycle;

/// <summary>
/// What became of a trigger: either accepted or rejected, nothing else. Immutable; compares by value; safe to share between
/// threads. Allocates nothing of its own; a <see cref="Rejection"/> is made when it is asked for.
/// </summary>
/// <remarks>
/// Take it apart with <see cref="Match"/>, <see cref="Switch"/>, <see cref="TryPickAccepted"/>, or a C# <c>switch</c>:
/// <c>result switch { { Accepted: { } accepted } => …, { Rejection: { } rejection } => … }</c>. The default value is neither; it comes
/// from no <see cref="Participation.Apply"/>, and taking it apart throws <see cref="InvalidOperationException"/>.
/// </remarks>
public readonly struct TransitionResult : IEquatable<TransitionResult>
{
    private readonly Participation? _before;
    private readonly Participation? _after;
    private readonly string? _actor;
    private readonly string? _note;
    private readonly string? _reasonCode;
    private readonly long _occurredAt;
    private readonly Step _step;
    private readonly Trigger _trigger;

    internal TransitionResult(
        Participation before, Participation? after, Step step, Trigger trigger, long occurredAt, string? actor, string? note, string? reasonCode)
    {
        _before = before;
        _after = after;
        _step = step;
        _trigger = trigger;
        _occurredAt = occurredAt;
        _actor = actor;
        _note = note;
        _reasonCode = reasonCode;
    }

    /// <summary>Whether the trigger was accepted: TRANSITIONED, UPDATED or IGNORED.</summary>
    [MemberNotNullWhen(true, nameof(Accepted))]
    public bool IsAccepted => _after is not null;

    /// <summary>What the trigger did; REJECTED when it was rejected.</summary>
    /// <exception cref="InvalidOperationException">This is the default value.</exception>
    public Outcome Outcome => _before is null ? throw Neither() : _step.Outcome;

    /// <summary>The participation afterwards; the one before where the trigger was rejected, which changes nothing.</summary>
    /// <exception cref="InvalidOperationException">This is the default value.</exception>
    public Participation Participation => _after ?? _before ?? throw Neither();

    /// <summary>The accepted half; null when rejected, and of the default value.</summary>
    public AcceptedTransition? Accepted => _after is null ? null : MakeAccepted(_after);

    /// <summary>The rejected half; null when accepted, and of the default value. Made anew on each read.</summary>
    public Rejection? Rejection => _before is null || _after is not null ? null : new Rejection(_before.Configuration, _trigger);

    /// <summary>One answer from either half.</summary>
    /// <typeparam name="T">The answer's type.</typeparam>
    /// <param name="accepted">Called with the accepted half.</param>
    /// <param name="rejected">Called with the rejected half.</param>
    /// <exception cref="ArgumentNullException"><paramref name="accepted"/> or <paramref name="rejected"/> is null.</exception>
    /// <exception cref="InvalidOperationException">This is the default value.</exception>
    public T Match<T>(Func<AcceptedTransition, T> accepted, Func<Rejection, T> rejected)
    {
        ArgumentNullException.ThrowIfNull(accepted);
        ArgumentNullException.ThrowIfNull(rejected);
        return _after is not null ? accepted(MakeAccepted(_after)) : rejected(Rejection ?? throw Neither());
    }

    /// <summary>One action or the other.</summary>
    /// <param name="accepted">Called with the accepted half.</param>
    /// <param name="rejected">Called with the rejected half.</param>
    /// <exception cref="ArgumentNullException"><paramref name="accepted"/> or <paramref name="rejected"/> is null.</exception>
    /// <exception cref="InvalidOperationException">This is the default value.</exception>
    public void Switch(Action<AcceptedTransition> accepted, Action<Rejection> rejected)
    {
        ArgumentNullException.ThrowIfNull(accepted);
        ArgumentNullException.ThrowIfNull(rejected);
        if (_after is not null)
            accepted(MakeAccepted(_after));
        else
            rejected(Rejection ?? throw Neither());
    }

    /// <summary>The accepted half, where it was accepted; else the rejection.</summary>
    /// <param name="accepted">The accepted half; the default value when rejected.</param>
    /// <param name="rejection">The rejected half; null when accepted.</param>
    /// <returns>Whether it was accepted.</returns>
    /// <exception cref="InvalidOperationException">This is the default value.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Within its caller, both halves stay in registers.
    public bool TryPickAccepted(out AcceptedTransition accepted, [NotNullWhen(false)] out Rejection? rejection)
    {
        if (_after is not null)
        {
            accepted = MakeAccepted(_after);
            rejection = null;
            return true;
        }

        accepted = default;
        rejection = Rejection ?? throw Neither();
        return false;
    }

    /// <summary>The rejected half, where it was rejected; else the accepted half.</summary>
    /// <param name="rejection">The rejected half; null when accepted.</param>
    /// <param name="accepted">The accepted half; the default value when rejected.</param>
    /// <returns>Whether it was rejected.</returns>
    /// <exception cref="InvalidOperationException">This is the default value.</exception>
    public bool TryPickRejected([NotNullWhen(true)] out Rejection? rejection, out AcceptedTransition accepted) =>
        !TryPickAccepted(out accepted, out rejection);

    /// <inheritdoc/>
    public bool Equals(TransitionResult other) =>
        // Where these are equal, what came of them is.
        Equals(_before, other._before) && _step == other._step && _trigger == other._trigger && _occurredAt == other._occurredAt
        && _actor == other._actor && _note == other._note && _reasonCode == other._reasonCode;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TransitionResult other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_before, _trigger, _occurredAt, _actor, _note, _reasonCode);

    /// <summary>The outcome and what came of it, or the rejection.</summary>
    public override string ToString() => _before is null ? "none" : Rejection?.ToString() ?? Accepted.ToString()!;

    /// <summary>Whether two results are the same.</summary>
    /// <param name="left">One result.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(TransitionResult left, TransitionResult right) => left.Equals(right);

    /// <summary>Whether two results differ.</summary>
    /// <param name="left">One result.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(TransitionResult left, TransitionResult right) => !left.Equals(right);

    private static InvalidOperationException Neither() => new("This result is the default value: it comes from no Apply and is neither accepted nor rejected.");

    private AcceptedTransition MakeAccepted(Participation after) =>
        new(after, new Transition(_before!.Configuration, _step, _trigger, _occurredAt, _actor, _note, _reasonCode));
}

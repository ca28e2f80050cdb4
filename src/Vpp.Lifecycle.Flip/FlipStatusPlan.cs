using System.Diagnostics.CodeAnalysis;

namespace Vpp.Lifecycle.Flip;

/// <summary>
/// What asking for a status comes to: either the triggers to fire or the reason for a rejection. Immutable; compares by value; safe
/// to share between threads.
/// </summary>
public sealed class FlipStatusPlan : IEquatable<FlipStatusPlan>
{
    private readonly Trigger[]? _triggers;

    private FlipStatusPlan(Trigger[]? triggers, string? rejection)
    {
        _triggers = triggers;
        Rejection = rejection;
    }

    /// <summary>Whether the status may be asked for.</summary>
    [MemberNotNullWhen(true, nameof(Triggers))]
    [MemberNotNullWhen(false, nameof(Rejection))]
    public bool IsAccepted => _triggers is not null;

    /// <summary>The triggers to fire, in this order; empty when the status is shown already; null when rejected.</summary>
    public IReadOnlyList<Trigger>? Triggers => _triggers is null ? null : Array.AsReadOnly(_triggers);

    /// <summary>Why the status may not be asked for, in English words; null when accepted.</summary>
    public string? Rejection { get; }

    /// <summary>One answer from either half.</summary>
    /// <typeparam name="T">The answer's type.</typeparam>
    /// <param name="accepted">Called with the triggers.</param>
    /// <param name="rejected">Called with the reason in words.</param>
    /// <exception cref="ArgumentNullException"><paramref name="accepted"/> or <paramref name="rejected"/> is null.</exception>
    public T Match<T>(Func<IReadOnlyList<Trigger>, T> accepted, Func<string, T> rejected)
    {
        ArgumentNullException.ThrowIfNull(accepted);
        ArgumentNullException.ThrowIfNull(rejected);
        return IsAccepted ? accepted(Triggers) : rejected(Rejection);
    }

    /// <summary>One action or the other.</summary>
    /// <param name="accepted">Called with the triggers.</param>
    /// <param name="rejected">Called with the reason in words.</param>
    /// <exception cref="ArgumentNullException"><paramref name="accepted"/> or <paramref name="rejected"/> is null.</exception>
    public void Switch(Action<IReadOnlyList<Trigger>> accepted, Action<string> rejected)
    {
        ArgumentNullException.ThrowIfNull(accepted);
        ArgumentNullException.ThrowIfNull(rejected);
        if (IsAccepted)
            accepted(Triggers);
        else
            rejected(Rejection);
    }

    /// <summary>The triggers, where the status may be asked for; else the reason.</summary>
    /// <param name="triggers">The triggers to fire; null when rejected.</param>
    /// <param name="rejection">The reason in words; null when accepted.</param>
    /// <returns>Whether the status may be asked for.</returns>
    public bool TryPickAccepted([NotNullWhen(true)] out IReadOnlyList<Trigger>? triggers, [NotNullWhen(false)] out string? rejection)
    {
        triggers = Triggers;
        rejection = Rejection;
        return IsAccepted;
    }

    /// <summary>The reason, where the status may not be asked for; else the triggers.</summary>
    /// <param name="rejection">The reason in words; null when accepted.</param>
    /// <param name="triggers">The triggers to fire; null when rejected.</param>
    /// <returns>Whether the status may not be asked for.</returns>
    public bool TryPickRejected([NotNullWhen(true)] out string? rejection, [NotNullWhen(false)] out IReadOnlyList<Trigger>? triggers) =>
        !TryPickAccepted(out triggers, out rejection);

    /// <inheritdoc/>
    public bool Equals(FlipStatusPlan? other) =>
        other is not null && IsAccepted == other.IsAccepted && Rejection == other.Rejection && _triggers.AsSpan().SequenceEqual(other._triggers);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FlipStatusPlan);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Rejection, _triggers?.Length, _triggers?.FirstOrDefault());

    /// <summary>The triggers' wire names, or the rejection.</summary>
    public override string ToString() => Match(triggers => string.Join(", ", triggers.Select(trigger => trigger.ToWireName())), rejection => rejection);

    /// <summary>Whether two plans are the same.</summary>
    /// <param name="left">One plan.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(FlipStatusPlan? left, FlipStatusPlan? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether two plans differ.</summary>
    /// <param name="left">One plan.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(FlipStatusPlan? left, FlipStatusPlan? right) => !(left == right);

    internal static FlipStatusPlan Fire(params ReadOnlySpan<Trigger> triggers) => new(triggers.ToArray(), rejection: null);

    internal static FlipStatusPlan Reject(string reason) => new(triggers: null, reason);
}

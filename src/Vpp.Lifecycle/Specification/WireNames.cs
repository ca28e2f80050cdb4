using System.Diagnostics.CodeAnalysis;

namespace Vpp.Lifecycle;

/// <summary>
/// The names that other programs read and write: UPPER_SNAKE, compared by ordinal characters. Thread-safe. Only current names are
/// written; the four old state names are read as well (R19).
/// </summary>
public static class WireNames
{
    /// <summary>The state's wire name.</summary>
    /// <param name="state">A defined state.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not a defined state.</exception>
    public static string ToWireName(this ParticipationState state) => WireNameTable<ParticipationState>.NameOf((int)state, nameof(state));

    /// <summary>The trigger's wire name.</summary>
    /// <param name="trigger">A defined trigger.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not a defined trigger.</exception>
    public static string ToWireName(this Trigger trigger) => WireNameTable<Trigger>.NameOf((int)trigger, nameof(trigger));

    /// <summary>The suspension reason's wire name.</summary>
    /// <param name="reason">A defined reason.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not a defined reason.</exception>
    public static string ToWireName(this SuspensionReason reason) => WireNameTable<SuspensionReason>.NameOf((int)reason, nameof(reason));

    /// <summary>The meter access's wire name.</summary>
    /// <param name="meterAccess">A defined meter access.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not a defined meter access.</exception>
    public static string ToWireName(this MeterAccess meterAccess) =>
        WireNameTable<MeterAccess>.NameOf((int)meterAccess, nameof(meterAccess));

    /// <summary>The outcome's wire name.</summary>
    /// <param name="outcome">A defined outcome.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not a defined outcome.</exception>
    public static string ToWireName(this Outcome outcome) => WireNameTable<Outcome>.NameOf((int)outcome, nameof(outcome));

    /// <summary>The kind's wire name.</summary>
    /// <param name="kind">A defined kind.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not a defined kind.</exception>
    public static string ToWireName(this StateKind kind) => WireNameTable<StateKind>.NameOf((int)kind, nameof(kind));

    /// <summary>The phase's wire name.</summary>
    /// <param name="phase">A defined phase.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not a defined phase.</exception>
    public static string ToWireName(this Phase phase) => WireNameTable<Phase>.NameOf((int)phase, nameof(phase));

    /// <summary>The trigger group's wire name.</summary>
    /// <param name="group">A defined group.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not a defined group.</exception>
    public static string ToWireName(this TriggerGroup group) => WireNameTable<TriggerGroup>.NameOf((int)group, nameof(group));

    /// <summary>The timeline status's wire name.</summary>
    /// <param name="status">A defined status.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not a defined status.</exception>
    public static string ToWireName(this TimelineStatus status) => WireNameTable<TimelineStatus>.NameOf((int)status, nameof(status));

    /// <summary>The rejection code's wire name.</summary>
    /// <param name="code">A defined code.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not a defined code.</exception>
    public static string ToWireName(this RejectionCode code) => WireNameTable<RejectionCode>.NameOf((int)code, nameof(code));

    /// <summary>The party's wire name.</summary>
    /// <param name="party">A defined party.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not a defined party.</exception>
    public static string ToWireName(this Party party) => WireNameTable<Party>.NameOf((int)party, nameof(party));

    /// <summary>The next action's wire name.</summary>
    /// <param name="code">A defined code.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not a defined code.</exception>
    public static string ToWireName(this NextActionCode code) => WireNameTable<NextActionCode>.NameOf((int)code, nameof(code));

    /// <summary>Reads a wire name: <c>WireNames.TryParse&lt;Trigger&gt;(name, out var trigger)</c>.</summary>
    /// <typeparam name="TEnum">An enumeration of this library, or of a package built on it.</typeparam>
    /// <param name="name">The name, exactly as written.</param>
    /// <param name="value">The value, where the name is one's; else the first value.</param>
    /// <returns>Whether the name is that of a value.</returns>
    public static bool TryParse<TEnum>([NotNullWhen(true)] string? name, out TEnum value)
        where TEnum : struct, Enum
    {
        if (WireNameTable<TEnum>.TryParse(name, out value))
            return true;
        if (typeof(TEnum) != typeof(ParticipationState) || !OldStateNames.TryParse(name, out ParticipationState state))
            return false;
        value = (TEnum)(object)state;
        return true;
    }
}

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

    /// <summary>Reads a state's wire name, current or old (R19).</summary>
    /// <param name="name">The name, exactly as written.</param>
    /// <param name="state">The state, where the name is one; else the first value.</param>
    /// <returns>Whether the name is a state's.</returns>
    public static bool TryParse([NotNullWhen(true)] string? name, out ParticipationState state) =>
        WireNameTable<ParticipationState>.TryParse(name, out state) || OldStateNames.TryParse(name, out state);

    /// <summary>Reads a trigger's wire name.</summary>
    /// <param name="name">The name, exactly as written.</param>
    /// <param name="trigger">The trigger, where the name is one; else the first value.</param>
    /// <returns>Whether the name is a trigger's.</returns>
    public static bool TryParse([NotNullWhen(true)] string? name, out Trigger trigger) =>
        WireNameTable<Trigger>.TryParse(name, out trigger);

    /// <summary>Reads a suspension reason's wire name.</summary>
    /// <param name="name">The name, exactly as written.</param>
    /// <param name="reason">The reason, where the name is one; else the first value.</param>
    /// <returns>Whether the name is a reason's.</returns>
    public static bool TryParse([NotNullWhen(true)] string? name, out SuspensionReason reason) =>
        WireNameTable<SuspensionReason>.TryParse(name, out reason);

    /// <summary>Reads a meter access's wire name.</summary>
    /// <param name="name">The name, exactly as written.</param>
    /// <param name="meterAccess">The meter access, where the name is one; else the first value.</param>
    /// <returns>Whether the name is a meter access's.</returns>
    public static bool TryParse([NotNullWhen(true)] string? name, out MeterAccess meterAccess) =>
        WireNameTable<MeterAccess>.TryParse(name, out meterAccess);

    /// <summary>Reads an outcome's wire name.</summary>
    /// <param name="name">The name, exactly as written.</param>
    /// <param name="outcome">The outcome, where the name is one; else the first value.</param>
    /// <returns>Whether the name is an outcome's.</returns>
    public static bool TryParse([NotNullWhen(true)] string? name, out Outcome outcome) =>
        WireNameTable<Outcome>.TryParse(name, out outcome);

    /// <summary>Reads a kind's wire name.</summary>
    /// <param name="name">The name, exactly as written.</param>
    /// <param name="kind">The kind, where the name is one; else the first value.</param>
    /// <returns>Whether the name is a kind's.</returns>
    public static bool TryParse([NotNullWhen(true)] string? name, out StateKind kind) => WireNameTable<StateKind>.TryParse(name, out kind);

    /// <summary>Reads a phase's wire name.</summary>
    /// <param name="name">The name, exactly as written.</param>
    /// <param name="phase">The phase, where the name is one; else the first value.</param>
    /// <returns>Whether the name is a phase's.</returns>
    public static bool TryParse([NotNullWhen(true)] string? name, out Phase phase) => WireNameTable<Phase>.TryParse(name, out phase);

    /// <summary>Reads a trigger group's wire name.</summary>
    /// <param name="name">The name, exactly as written.</param>
    /// <param name="group">The group, where the name is one; else the first value.</param>
    /// <returns>Whether the name is a group's.</returns>
    public static bool TryParse([NotNullWhen(true)] string? name, out TriggerGroup group) =>
        WireNameTable<TriggerGroup>.TryParse(name, out group);

    /// <summary>Reads a timeline status's wire name.</summary>
    /// <param name="name">The name, exactly as written.</param>
    /// <param name="status">The status, where the name is one; else the first value.</param>
    /// <returns>Whether the name is a status's.</returns>
    public static bool TryParse([NotNullWhen(true)] string? name, out TimelineStatus status) =>
        WireNameTable<TimelineStatus>.TryParse(name, out status);

    /// <summary>Reads a rejection code's wire name.</summary>
    /// <param name="name">The name, exactly as written.</param>
    /// <param name="code">The code, where the name is one; else the first value.</param>
    /// <returns>Whether the name is a code's.</returns>
    public static bool TryParse([NotNullWhen(true)] string? name, out RejectionCode code) =>
        WireNameTable<RejectionCode>.TryParse(name, out code);

    /// <summary>Reads a party's wire name.</summary>
    /// <param name="name">The name, exactly as written.</param>
    /// <param name="party">The party, where the name is one; else the first value.</param>
    /// <returns>Whether the name is a party's.</returns>
    public static bool TryParse([NotNullWhen(true)] string? name, out Party party) => WireNameTable<Party>.TryParse(name, out party);

    /// <summary>Reads a next action's wire name.</summary>
    /// <param name="name">The name, exactly as written.</param>
    /// <param name="code">The code, where the name is one; else the first value.</param>
    /// <returns>Whether the name is a code's.</returns>
    public static bool TryParse([NotNullWhen(true)] string? name, out NextActionCode code) =>
        WireNameTable<NextActionCode>.TryParse(name, out code);
}

using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Vpp.Lifecycle;

/// <summary>Refuses enumeration values that were cast from numbers no member has.</summary>
internal static class Defined
{
    internal const Trigger LastTrigger = Trigger.SiteDeleted;

    internal static void Require(ParticipationState value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (value > ParticipationState.Failed)
            Throw(value, name);
    }

    internal static void Require(Trigger value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (value > LastTrigger)
            Throw(value, name);
    }

    internal static void Require(SuspensionReason value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (value > SuspensionReason.CustomerRequest)
            Throw(value, name);
    }

    internal static void Require(MeterAccess value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (value > MeterAccess.Available)
            Throw(value, name);
    }

    internal static void Require<TEnum>(TEnum value, [CallerArgumentExpression(nameof(value))] string? name = null)
        where TEnum : struct, Enum
    {
        if (!WireNameTable<TEnum>.Has(value))
            throw Undefined(value, name);
    }

    /// <summary>Says which number it is, of what, and which names are allowed.</summary>
    internal static string Fault<TEnum>(TEnum value)
        where TEnum : struct, Enum =>
        $"{value:D} is not a defined {typeof(TEnum).Name}. Allowed: {string.Join(", ", WireNameTable<TEnum>.All)}.";

    internal static ArgumentOutOfRangeException Undefined<TEnum>(TEnum value, string? name)
        where TEnum : struct, Enum =>
        new(name, value, Fault(value));

    [DoesNotReturn]
    private static void Throw<TEnum>(TEnum value, string? name)
        where TEnum : struct, Enum =>
        throw Undefined(value, name);
}

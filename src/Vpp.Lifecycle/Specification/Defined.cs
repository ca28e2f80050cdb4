using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Vpp.Lifecycle;

/// <summary>Refuses enumeration values that were cast from numbers no member has.</summary>
internal static class Defined
{
    internal static void Require(ParticipationState value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (value > ParticipationState.Failed)
            Throw<ParticipationState>((byte)value, name);
    }

    internal static void Require(Trigger value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (value > Trigger.SiteDeleted)
            Throw<Trigger>((byte)value, name);
    }

    internal static void Require(SuspensionReason value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (value > SuspensionReason.CustomerRequest)
            Throw<SuspensionReason>((byte)value, name);
    }

    internal static void Require(MeterAccess value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (value > MeterAccess.Available)
            Throw<MeterAccess>((byte)value, name);
    }

    [DoesNotReturn]
    private static void Throw<TEnum>(byte value, string? name)
        where TEnum : struct, Enum =>
        throw new ArgumentOutOfRangeException(
            name, value, $"{value} is not a {typeof(TEnum).Name}. Allowed: {string.Join(", ", Enum.GetNames<TEnum>())}.");
}

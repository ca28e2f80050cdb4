using System.Text;
using System.Text.Json;

namespace Vpp.Lifecycle.Json;

/// <summary>The wire names of an enumeration, encoded once.</summary>
internal static class WireText<TEnum>
    where TEnum : struct, Enum
{
    /// <summary>By number: the members count up from 0.</summary>
    internal static readonly JsonEncodedText[] All = [.. WireNameTable<TEnum>.All.Select(name => JsonEncodedText.Encode(name))];

    private static readonly TEnum[] Values = Enum.GetValues<TEnum>();
    private static readonly byte[][] Names = [.. WireNameTable<TEnum>.All.Select(Encoding.UTF8.GetBytes)];

    /// <summary>The name of a value.</summary>
    internal static JsonEncodedText Of(TEnum value) =>
        Array.IndexOf(Values, value) is var number and >= 0
            ? All[number]
            : throw Defined.Undefined(value, nameof(value));

    /// <summary>Reads a name, of a state also an old one (R19).</summary>
    internal static bool TryParse(ReadOnlySpan<byte> name, out TEnum value)
    {
        byte[][] names = Names;
        for (int number = 0; number < names.Length; number++)
        {
            if (name.SequenceEqual(names[number]))
            {
                value = Values[number];
                return true;
            }
        }

        value = default;
        if (typeof(TEnum) != typeof(ParticipationState) || !OldStateNames.TryParse(Encoding.UTF8.GetString(name), out ParticipationState state))
            return false;
        value = (TEnum)(object)state;
        return true;
    }
}

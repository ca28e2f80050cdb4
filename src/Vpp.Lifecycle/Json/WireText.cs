using System.Text;
using System.Text.Json;

namespace Vpp.Lifecycle.Json;

/// <summary>The wire names of an enumeration, encoded once.</summary>
internal static class WireText<TEnum>
    where TEnum : struct, Enum
{
    /// <summary>By number: the members count up from 0.</summary>
    internal static readonly JsonEncodedText[] All = [.. WireNameTable<TEnum>.All.Select(name => JsonEncodedText.Encode(name))];

    private const int Buckets = 256;

    private static readonly TEnum[] Values = Enum.GetValues<TEnum>();
    private static readonly (byte[] Name, int Number)[][] Named = MakeBuckets();

    /// <summary>The name of a value.</summary>
    internal static JsonEncodedText Of(TEnum value) =>
        Array.IndexOf(Values, value) is var number and >= 0
            ? All[number]
            : throw Defined.Refusal(value, nameof(value));

    /// <summary>Reads a name, of a state also an old one (R19).</summary>
    internal static bool TryParse(ReadOnlySpan<byte> name, out TEnum value)
    {
        foreach ((byte[] known, int number) in Named[BucketOf(name)])
        {
            if (name.SequenceEqual(known))
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

    private static (byte[] Name, int Number)[][] MakeBuckets()
    {
        var buckets = new (byte[] Name, int Number)[Buckets][];
        Array.Fill(buckets, []);
        foreach ((int number, string text) in WireNameTable<TEnum>.All.Select((text, number) => (number, text)))
        {
            byte[] name = Encoding.UTF8.GetBytes(text);
            ref (byte[] Name, int Number)[] bucket = ref buckets[BucketOf(name)];
            bucket = [.. bucket, (name, number)];
        }

        return buckets;
    }

    private static int BucketOf(ReadOnlySpan<byte> name) =>
        name.IsEmpty ? 0 : (byte)((name.Length * 31) + (name[0] * 7) + (name[^1] * 13) + name[name.Length / 2]);
}

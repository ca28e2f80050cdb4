using System.Text.Json;

namespace Vpp.Lifecycle.Json;

/// <summary>The wire names of an enumeration, encoded once.</summary>
internal static class WireText<TEnum>
    where TEnum : struct, Enum
{
    /// <summary>By number: the members count up from 0.</summary>
    internal static readonly JsonEncodedText[] All = [.. WireNameTable<TEnum>.All.Select(name => JsonEncodedText.Encode(name))];
}

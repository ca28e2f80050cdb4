using System.Globalization;

namespace Vpp.Lifecycle.Hosting.Storage;

/// <summary>One of several disjoint shares of all participations, by a hash of their identifiers: what several workers divide among themselves.</summary>
/// <param name="Index">Which, from 0.</param>
/// <param name="Of">How many there are.</param>
internal readonly record struct Share(int Index, int Of)
{
    /// <summary>All of them: the value of nothing else.</summary>
    public static Share All => default;

    public bool IsAll => Of <= 1;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Index + 1} of {Of}");
}

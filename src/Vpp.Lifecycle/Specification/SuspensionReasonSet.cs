using System.Collections;
using System.Collections.Immutable;
using System.Numerics;
using System.Text.Json.Serialization;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle;

/// <summary>
/// A set of suspension reasons, held in one byte and listed in the order of the states page. Immutable; compares by value;
/// safe to share between threads. The default value is the empty set.
/// </summary>
[JsonConverter(typeof(SuspensionReasonSetConverter))]
public readonly struct SuspensionReasonSet : IReadOnlyList<SuspensionReason>, IEquatable<SuspensionReasonSet>
{
    private const byte AllMask = 0b1_1111;

    // The reasons of each of the 32 sets, so that going through one makes nothing. An array, since a field of a type from another assembly
    // would have that assembly loaded before the first trigger is applied.
    private static readonly ImmutableArray<SuspensionReason>[] Listed =
        [.. Enumerable.Range(0, AllMask + 1).Select(mask => Enum.GetValues<SuspensionReason>().Where(reason => (mask & (1 << (int)reason)) != 0).ToImmutableArray())];

    private readonly byte _mask;

    private SuspensionReasonSet(byte mask) => _mask = mask;

    /// <summary>No reason.</summary>
    public static SuspensionReasonSet Empty => default;

    /// <summary>All five reasons.</summary>
    public static SuspensionReasonSet All => new(AllMask);

    /// <summary>The set as bits: bit n is the reason numbered n.</summary>
    public byte Mask => _mask;

    /// <summary>How many reasons are in the set, 0 to 5.</summary>
    public int Count => BitOperations.PopCount(_mask);

    /// <summary>Whether the set has no reason.</summary>
    public bool IsEmpty => _mask == 0;

    /// <summary>The reason at a place, in the order of the states page.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is outside the set.</exception>
    public SuspensionReason this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return Listed[_mask][index];
        }
    }

    /// <summary>The set of the given reasons; a reason given twice counts once.</summary>
    /// <param name="reasons">Any number of reasons.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of them is not a defined reason.</exception>
    public static SuspensionReasonSet From(params ReadOnlySpan<SuspensionReason> reasons)
    {
        SuspensionReasonSet set = default;
        foreach (SuspensionReason reason in reasons)
            set = set.With(reason);
        return set;
    }

    /// <summary>The same for C# 12 and before, which pass no <c>params</c> spans; later ones choose the other, which allocates nothing.</summary>
    /// <param name="reasons">Any number of reasons.</param>
    /// <exception cref="ArgumentNullException"><paramref name="reasons"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">One of them is not a defined reason.</exception>
    public static SuspensionReasonSet From(params SuspensionReason[] reasons)
    {
        ArgumentNullException.ThrowIfNull(reasons);
        return From(reasons.AsSpan());
    }

    /// <summary>The set whose bits are given.</summary>
    /// <param name="mask">0 to 31; bit n is the reason numbered n.</param>
    /// <exception cref="ArgumentOutOfRangeException">A bit beyond the five reasons is set.</exception>
    public static SuspensionReasonSet FromMask(byte mask)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(mask, AllMask);
        return new SuspensionReasonSet(mask);
    }

    /// <summary>Whether a reason is in the set.</summary>
    /// <param name="reason">The reason asked about.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not a defined reason.</exception>
    public bool Contains(SuspensionReason reason) => (_mask & Bit(reason)) != 0;

    /// <summary>This set and one reason more.</summary>
    /// <param name="reason">The reason to add.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not a defined reason.</exception>
    public SuspensionReasonSet With(SuspensionReason reason) => new((byte)(_mask | Bit(reason)));

    /// <summary>This set without one reason.</summary>
    /// <param name="reason">The reason to take out.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not a defined reason.</exception>
    public SuspensionReasonSet Without(SuspensionReason reason) => new((byte)(_mask & ~Bit(reason)));

    /// <summary>The reasons that are in either set.</summary>
    /// <param name="other">The other set.</param>
    public SuspensionReasonSet Union(SuspensionReasonSet other) => new((byte)(_mask | other._mask));

    /// <summary>Goes through the reasons in the order of the states page; a <c>foreach</c> allocates nothing.</summary>
    public ImmutableArray<SuspensionReason>.Enumerator GetEnumerator() => Listed[_mask].GetEnumerator();

    IEnumerator<SuspensionReason> IEnumerable<SuspensionReason>.GetEnumerator() => ((IEnumerable<SuspensionReason>)Listed[_mask]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable)Listed[_mask]).GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(SuspensionReasonSet other) => _mask == other._mask;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SuspensionReasonSet other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _mask;

    /// <summary>The wire names, joined by a comma and a space; empty for the empty set.</summary>
    public override string ToString() => string.Join(", ", this.Select(reason => reason.ToWireName()));

    /// <summary>Whether two sets hold the same reasons.</summary>
    /// <param name="left">One set.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(SuspensionReasonSet left, SuspensionReasonSet right) => left.Equals(right);

    /// <summary>Whether two sets differ.</summary>
    /// <param name="left">One set.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(SuspensionReasonSet left, SuspensionReasonSet right) => !left.Equals(right);

    internal static SuspensionReasonSet FromMaskUnchecked(byte mask) => new(mask);

    private static byte Bit(SuspensionReason reason)
    {
        Defined.Require(reason);
        return (byte)(1 << (int)reason);
    }
}

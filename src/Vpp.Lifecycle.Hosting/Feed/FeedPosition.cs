using System.Diagnostics.CodeAnalysis;

namespace Vpp.Lifecycle.Hosting;

/// <summary>A position in the feed. To others an opaque text; texts of later positions are greater by ordinal comparison. Immutable; compares by value.</summary>
/// <param name="Value">The number of the entry, from 1; 0 is before the first.</param>
public readonly record struct FeedPosition(long Value) : IComparable<FeedPosition>, IParsable<FeedPosition>
{
    /// <summary>Before the first entry.</summary>
    public static FeedPosition Start { get; }

    /// <summary>Reads the form that <see cref="ToString"/> writes.</summary>
    /// <param name="text">The text.</param>
    /// <param name="position">The position; the default value when the text is none.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out FeedPosition position)
    {
        if (HexNumber.TryParse(text, out long value) && value >= 0)
        {
            position = new FeedPosition(value);
            return true;
        }

        position = default;
        return false;
    }

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out FeedPosition result) => TryParse(s.AsSpan(), out result);

    /// <inheritdoc/>
    public static FeedPosition Parse(string s, IFormatProvider? provider)
    {
        ArgumentNullException.ThrowIfNull(s);
        return TryParse(s, out FeedPosition position)
            ? position
            : throw new FormatException($"\"{s}\" is no position. Allowed: what the feed gave out, {HexNumber.Digits} lower-case hexadecimal digits.");
    }

    /// <inheritdoc/>
    public int CompareTo(FeedPosition other) => Value.CompareTo(other.Value);

    /// <summary>The position as text.</summary>
    public override string ToString() => HexNumber.Text(Value);

    /// <summary>Whether one position is before another.</summary>
    /// <param name="left">One position.</param>
    /// <param name="right">The other.</param>
    public static bool operator <(FeedPosition left, FeedPosition right) => left.Value < right.Value;

    /// <summary>Whether one position is after another.</summary>
    /// <param name="left">One position.</param>
    /// <param name="right">The other.</param>
    public static bool operator >(FeedPosition left, FeedPosition right) => left.Value > right.Value;

    /// <summary>Whether one position is not after another.</summary>
    /// <param name="left">One position.</param>
    /// <param name="right">The other.</param>
    public static bool operator <=(FeedPosition left, FeedPosition right) => left.Value <= right.Value;

    /// <summary>Whether one position is not before another.</summary>
    /// <param name="left">One position.</param>
    /// <param name="right">The other.</param>
    public static bool operator >=(FeedPosition left, FeedPosition right) => left.Value >= right.Value;
}

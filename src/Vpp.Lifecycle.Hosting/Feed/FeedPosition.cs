using System.Diagnostics.CodeAnalysis;
using Vpp.Lifecycle.Hosting.Feed;

namespace Vpp.Lifecycle.Hosting;

/// <summary>
/// A position in the feed: it names the last entry that was read, and which write that entry tells of. A database that has lost commits gives numbers out again, and never the same position. To others
/// an opaque text; texts of later positions are greater by ordinal comparison. The default value is <see cref="Start"/>. Immutable; compares by value, in the order of the texts.
/// </summary>
public readonly struct FeedPosition : IComparable<FeedPosition>, IEquatable<FeedPosition>, IParsable<FeedPosition>
{
    private const int MarkLength = 2 * HexNumber.Digits;

    // One of each database, in a fixed order; of what is not there nothing has been read. The last is not the default value, so that there is one form of each position.
    private readonly FeedMark[]? _marks;

    internal FeedPosition(params ReadOnlySpan<FeedMark> marks)
    {
        ReadOnlySpan<FeedMark> read = marks.TrimEnd(default(FeedMark));
        _marks = read.Length == 0 ? null : read.ToArray();
    }

    /// <summary>Before the first entry.</summary>
    public static FeedPosition Start { get; }

    private ReadOnlySpan<FeedMark> Marks => _marks;

    /// <summary>The place in one database's feed.</summary>
    internal FeedMark this[int database] => database < Marks.Length ? Marks[database] : default;

    /// <summary>Of two positions the earlier one: all that follows either of them follows it. Where the feed reads several databases, it may be neither of the two.</summary>
    /// <param name="one">One position.</param>
    /// <param name="other">The other.</param>
    public static FeedPosition Earlier(FeedPosition one, FeedPosition other) => Merge(one, other, static (own, others) => Order(own, others) <= 0);

    /// <summary>Of two positions the later one: what follows it follows both of them. Where the feed reads several databases, it may be neither of the two.</summary>
    /// <param name="one">One position.</param>
    /// <param name="other">The other.</param>
    public static FeedPosition Later(FeedPosition one, FeedPosition other) => Merge(one, other, static (own, others) => Order(own, others) >= 0);

    /// <summary>Reads the form that <see cref="ToString"/> writes.</summary>
    /// <param name="text">The text.</param>
    /// <param name="position">The position; the default value when the text is none.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out FeedPosition position)
    {
        position = default;
        if (text.Length == 0 || text.Length % MarkLength != 0)
            return false;
        var marks = new FeedMark[text.Length / MarkLength];
        for (int index = 0; index < marks.Length; index++)
        {
            ReadOnlySpan<char> mark = text.Slice(index * MarkLength, MarkLength);
            if (!HexNumber.TryParse(mark[..HexNumber.Digits], out long number) || !HexNumber.TryParse(mark[HexNumber.Digits..], out long token) || number < 0 || (number == 0 && token != 0))
                return false;
            marks[index] = new FeedMark(number, token);
        }

        // One text for one position: texts are compared.
        if (marks.Length > 1 && marks[^1] == default)
            return false;
        position = new FeedPosition(marks);
        return true;
    }

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out FeedPosition result) => TryParse(s.AsSpan(), out result);

    /// <summary>Reads the form that <see cref="ToString"/> writes.</summary>
    /// <param name="s">The text.</param>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is null.</exception>
    /// <exception cref="FormatException">The text is no position.</exception>
    public static FeedPosition Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return TryParse(s, out FeedPosition position)
            ? position
            : throw new FormatException($"\"{s}\" is no position. Allowed: what the feed gave out, {MarkLength} lower-case hexadecimal digits or a multiple of that.");
    }

    /// <inheritdoc/>
    public static FeedPosition Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <inheritdoc/>
    public int CompareTo(FeedPosition other)
    {
        for (int index = 0; index < Math.Max(Marks.Length, other.Marks.Length); index++)
        {
            if (Order(this[index], other[index]) is var order and not 0)
                return order;
        }

        return 0;
    }

    /// <inheritdoc/>
    public bool Equals(FeedPosition other) => Marks.SequenceEqual(other.Marks);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is FeedPosition other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (FeedMark mark in Marks)
            hash.Add(mark);
        return hash.ToHashCode();
    }

    /// <summary>The position as text: 32 lower-case hexadecimal digits, and as many again for each further database that the feed reads.</summary>
    public override string ToString() =>
        _marks is null ? new string('0', MarkLength) : string.Concat(_marks.Select(static mark => HexNumber.Text(mark.Number) + HexNumber.Text(mark.Token)));

    /// <summary>Whether two positions are the same.</summary>
    /// <param name="left">One position.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(FeedPosition left, FeedPosition right) => left.Equals(right);

    /// <summary>Whether two positions differ.</summary>
    /// <param name="left">One position.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(FeedPosition left, FeedPosition right) => !left.Equals(right);

    /// <summary>Whether one position is before another.</summary>
    /// <param name="left">One position.</param>
    /// <param name="right">The other.</param>
    public static bool operator <(FeedPosition left, FeedPosition right) => left.CompareTo(right) < 0;

    /// <summary>Whether one position is after another.</summary>
    /// <param name="left">One position.</param>
    /// <param name="right">The other.</param>
    public static bool operator >(FeedPosition left, FeedPosition right) => left.CompareTo(right) > 0;

    /// <summary>Whether one position is not after another.</summary>
    /// <param name="left">One position.</param>
    /// <param name="right">The other.</param>
    public static bool operator <=(FeedPosition left, FeedPosition right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one position is not before another.</summary>
    /// <param name="left">One position.</param>
    /// <param name="right">The other.</param>
    public static bool operator >=(FeedPosition left, FeedPosition right) => left.CompareTo(right) >= 0;

    /// <summary>The same position with another place in one database's feed.</summary>
    internal FeedPosition With(int database, FeedMark mark)
    {
        var marks = new FeedMark[Math.Max(Marks.Length, database + 1)];
        Marks.CopyTo(marks);
        marks[database] = mark;
        return new FeedPosition(marks);
    }

    /// <summary>The same position of a feed that reads the first so many databases only.</summary>
    internal FeedPosition First(int databases) => new(Marks[..Math.Min(databases, Marks.Length)]);

    private static int Order(FeedMark one, FeedMark other) =>
        one.Number != other.Number ? one.Number.CompareTo(other.Number) : ((ulong)one.Token).CompareTo((ulong)other.Token);

    private static FeedPosition Merge(FeedPosition one, FeedPosition other, Func<FeedMark, FeedMark, bool> takesOne)
    {
        var marks = new FeedMark[Math.Max(one.Marks.Length, other.Marks.Length)];
        for (int index = 0; index < marks.Length; index++)
            marks[index] = takesOne(one[index], other[index]) ? one[index] : other[index];
        return new FeedPosition(marks);
    }
}

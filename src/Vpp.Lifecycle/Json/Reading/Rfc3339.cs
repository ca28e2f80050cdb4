namespace Vpp.Lifecycle.Json;

/// <summary>
/// Reads times as they stand in documents and logs: RFC 3339, with an offset and up to 9 fraction digits. Thread-safe; allocates
/// nothing.
/// </summary>
/// <remarks>
/// Fraction digits beyond the seventh, less than a tick, are cut off. <c>t</c> and <c>z</c> count as <c>T</c> and <c>Z</c>, <c>-00:00</c> as
/// <c>Z</c>, and the colon of an offset may be missing (<c>+0100</c>). The leap second 23:59:60 UTC at the end of a month is read as the
/// second after it, as clocks that know no leap seconds have it. Rejected: no offset, a space for the <c>T</c>, hour 24, a tenth
/// fraction digit, and whatever lies outside the years 1 to 9999 in UTC.
/// </remarks>
public static class Rfc3339
{
    private const int ShortestLength = 20;
    /// <summary>That of 2026-01-01T00:00:00.123456789+00:00.</summary>
    internal const int LongestLength = 35;

    private const int FractionStart = 19;
    private const int FractionDigitsOfTicks = 7;
    private const int MaxFractionDigits = 9;
    private const int LeapSecond = 60;

    /// <summary>Reads a time.</summary>
    /// <param name="utf8">The text, with nothing around it.</param>
    /// <param name="time">The time, in UTC.</param>
    /// <returns>Whether the text is such a time.</returns>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out DateTimeOffset time)
    {
        bool isTime = TryParseTicks(utf8, out long ticks);
        time = isTime ? UtcTime.FromTicks(ticks) : default;
        return isTime;
    }

    /// <summary>Reads a time.</summary>
    /// <param name="text">The text, with nothing around it.</param>
    /// <param name="time">The time, in UTC.</param>
    /// <returns>Whether the text is such a time.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset time)
    {
        time = default;
        if (text.Length > LongestLength)
            return false;
        Span<byte> ascii = stackalloc byte[LongestLength];
        for (int index = 0; index < text.Length; index++)
        {
            if (!char.IsAscii(text[index]))
                return false;
            ascii[index] = (byte)text[index];
        }

        return TryParse(ascii[..text.Length], out time);
    }

    private static bool TryParseTicks(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (text.Length is < ShortestLength or > LongestLength)
            return false;
        if (text[4] != '-' || text[7] != '-' || (text[10] | 0x20) != 't' || text[13] != ':' || text[16] != ':')
            return false;
        int year = (TwoDigits(text) * 100) + TwoDigits(text[2..]);
        int month = TwoDigits(text[5..]);
        int day = TwoDigits(text[8..]);
        int hour = TwoDigits(text[11..]);
        int minute = TwoDigits(text[14..]);
        int second = TwoDigits(text[17..]);
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        if (hour > 23 || minute > 59 || second > LeapSecond)
            return false;
        ReadOnlySpan<byte> rest = text[FractionStart..];
        if (!TrySkipFraction(ref rest, out long fraction) || !TryParseOffset(rest, out int offsetMinutes))
            return false;

        long minutes = (hour * 60) + minute - offsetMinutes;
        ticks = new DateTime(year, month, day).Ticks + (minutes * TimeSpan.TicksPerMinute) + (second * TimeSpan.TicksPerSecond) + fraction;
        return (ulong)ticks <= (ulong)UtcTime.MaxTicks && (second < LeapSecond || FollowsEndOfMonth(ticks));
    }

    /// <summary>A number above every limit where it is no two digits.</summary>
    private static int TwoDigits(ReadOnlySpan<byte> text)
    {
        const int None = 10_000;
        uint tens = text[0] - (uint)'0';
        uint ones = text[1] - (uint)'0';
        return tens > 9 || ones > 9 ? None : (int)((tens * 10) + ones);
    }

    private static bool TrySkipFraction(ref ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (text[0] != '.')
            return true;
        int digits = 0;
        text = text[1..];
        for (; digits < text.Length && text[digits] - (uint)'0' <= 9; digits++)
        {
            if (digits < FractionDigitsOfTicks)
                ticks = (ticks * 10) + text[digits] - '0';
        }

        text = text[digits..];
        for (int scale = digits; scale < FractionDigitsOfTicks; scale++)
            ticks *= 10;
        return digits is > 0 and <= MaxFractionDigits;
    }

    private static bool TryParseOffset(ReadOnlySpan<byte> text, out int minutes)
    {
        minutes = 0;
        if (text.Length == 1)
            return (text[0] | 0x20) == 'z';
        if (text.Length is not (5 or 6) || text[0] is not ((byte)'+' or (byte)'-') || (text.Length == 6 && text[3] != ':'))
            return false;
        int hour = TwoDigits(text[1..]);
        int minute = TwoDigits(text[^2..]);
        minutes = (hour * 60) + minute;
        if (text[0] == '-')
            minutes = -minutes;
        return hour <= 23 && minute <= 59;
    }

    /// <summary>Whether a leap second may have come just before: within the first second of a month, UTC.</summary>
    private static bool FollowsEndOfMonth(long ticks) => new DateTime(ticks) is { Day: 1, TimeOfDay.Ticks: < TimeSpan.TicksPerSecond };
}

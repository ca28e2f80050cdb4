using System.Globalization;

namespace Vpp.Lifecycle;

/// <summary>Times as UTC ticks (100 ns since 0001-01-01), with one number for "no time".</summary>
internal static class UtcTime
{
    /// <summary>No time. Smaller than every time, so that the later of a time and none is the time.</summary>
    internal const long None = -1;

    internal static readonly long MaxTicks = DateTimeOffset.MaxValue.Ticks;

    internal static DateTimeOffset FromTicks(long ticks) => new(ticks, TimeSpan.Zero);

    internal static DateTimeOffset? FromTicksOrNone(long ticks) => ticks == None ? null : FromTicks(ticks);

    /// <summary>As documents say it, the same under every culture: "2026-03-02T09:00:00.0000001Z", or "null" for no time.</summary>
    internal static string ToText(long ticks) =>
        ticks == None ? "null" : FromTicks(ticks).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    internal static long TicksOrNone(DateTimeOffset? time) => time?.UtcTicks ?? None;

    /// <summary>A time some ticks after another; none when there is no other, or it would lie beyond what a date can say.</summary>
    internal static long Add(long time, long ticks) => time == None || ticks > MaxTicks - time ? None : time + ticks;
}

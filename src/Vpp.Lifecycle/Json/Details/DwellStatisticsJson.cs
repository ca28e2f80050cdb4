using System.Text.Json;

namespace Vpp.Lifecycle.Json;

/// <summary>
/// The form in which dwell statistics travel, from the machine that made them to the one that adds them up: every finished visit is in it, so that what is
/// merged there has the quantiles that it would have in one process. Thread-safe.
/// </summary>
/// <remarks>
/// <c>{"object":"vpp-dwell-statistics","version":1,"states":{"ACTIVE":{"still_there":3,"dwell_ticks":[600000000]}}}</c>: a member for each state that was
/// visited, the durations in ticks of 100 ns, the shortest first; some 14 bytes a visit.
/// </remarks>
public static class DwellStatisticsJson
{
    /// <summary>Reads statistics: the same that were written. Members it does not know are ignored, but not states.</summary>
    /// <param name="json">One JSON object.</param>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="LifecycleJsonException">The text is no dwell statistics; the exception names the place, the value and what is allowed.</exception>
    public static DwellStatistics Parse(string json) => JsonInput.Parse(json, DwellStatisticsForm.Read);

    /// <summary>As <see cref="Parse(string)"/>, from UTF-8.</summary>
    /// <param name="utf8Json">One JSON object; a byte order mark before it is skipped.</param>
    /// <exception cref="LifecycleJsonException">The text is no dwell statistics; the exception names the place, the value and what is allowed.</exception>
    public static DwellStatistics Parse(ReadOnlySpan<byte> utf8Json) => JsonInput.Parse(utf8Json, DwellStatisticsForm.Read);

    /// <summary>Writes statistics.</summary>
    /// <param name="statistics">The statistics.</param>
    /// <param name="writer">Where to write.</param>
    /// <exception cref="ArgumentNullException"><paramref name="statistics"/> or <paramref name="writer"/> is null.</exception>
    public static void WriteTo(this DwellStatistics statistics, Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        ArgumentNullException.ThrowIfNull(writer);
        DwellStatisticsForm.Write(writer, statistics);
    }

    /// <summary>Statistics as JSON text on one line.</summary>
    /// <param name="statistics">The statistics.</param>
    /// <exception cref="ArgumentNullException"><paramref name="statistics"/> is null.</exception>
    public static string ToJson(this DwellStatistics statistics) => JsonOutput.ToJson(statistics, static (writer, value) => value.WriteTo(writer), JsonOutput.DocumentLength);

    /// <summary>Statistics as JSON in UTF-8 on one line.</summary>
    /// <param name="statistics">The statistics.</param>
    /// <exception cref="ArgumentNullException"><paramref name="statistics"/> is null.</exception>
    public static byte[] ToUtf8Bytes(this DwellStatistics statistics) => JsonOutput.ToUtf8Bytes(statistics, static (writer, value) => value.WriteTo(writer), JsonOutput.DocumentLength);
}

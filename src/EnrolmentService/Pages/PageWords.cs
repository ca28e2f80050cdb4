using System.Globalization;
using System.Text.Encodings.Web;
using Vpp.Lifecycle;

namespace EnrolmentService.Pages;

/// <summary>How the page writes names, times and statuses: the same in the timeline as in the diagram.</summary>
internal static class PageWords
{
    /// <summary>Anything that comes from data, encoded.</summary>
    public static string Text(string text) => HtmlEncoder.Default.Encode(text);

    /// <summary>AWAITING_METER_ACCESS is "Awaiting meter access".</summary>
    public static string Sentence(string wireName) => wireName[0] + wireName[1..].Replace('_', ' ').ToLowerInvariant();

    public static string NameOf(ParticipationState state) => Sentence(state.ToWireName());

    public static string NamesOf(SuspensionReasonSet reasons) =>
        Sentence(string.Join(", ", reasons.Select(reason => reason.ToWireName())));

    public static string Time(DateTimeOffset time) => string.Create(
        CultureInfo.InvariantCulture, $"<time datetime=\"{time.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}\">{time.UtcDateTime:d MMMM yyyy, HH:mm}</time>");

    public static string Day(DateTimeOffset time) => string.Create(
        CultureInfo.InvariantCulture, $"<time datetime=\"{time.UtcDateTime:yyyy-MM-dd}\">{time.UtcDateTime:d MMMM yyyy}</time>");

    /// <summary>Expected by a day that is over.</summary>
    public static bool IsOverdue(DateTimeOffset expected, DateTimeOffset now) => expected.UtcDateTime.Date < now.UtcDateTime.Date;

    public static string WordOf(TimelineStatus status) => status switch
    {
        TimelineStatus.Complete => "complete",
        TimelineStatus.InProgress => "now",
        _ => "expected",
    };

    public static char SymbolOf(TimelineStatus status) => status switch
    {
        TimelineStatus.Complete => '✓',
        TimelineStatus.InProgress => '●',
        _ => '○',
    };

    public static string ClassOf(TimelineStatus status) => status.ToWireName().ToLowerInvariant().Replace('_', '-');
}

using Vpp.Lifecycle;

namespace EnrolmentService.Pages;

/// <summary>How the page writes names and statuses: the same in the timeline as in the diagram.</summary>
internal static class PageWords
{
    /// <summary>AWAITING_METER_ACCESS is "Awaiting meter access".</summary>
    public static string Sentence(string wireName) => wireName[0] + wireName[1..].Replace('_', ' ').ToLowerInvariant();

    public static string NameOf(ParticipationState state) => Sentence(state.ToWireName());

    public static string NamesOf(SuspensionReasonSet reasons) =>
        Sentence(string.Join(", ", reasons.Select(reason => reason.ToWireName())));

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

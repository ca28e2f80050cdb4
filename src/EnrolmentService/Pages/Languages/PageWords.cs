using Vpp.Lifecycle;

namespace EnrolmentService.Pages.Languages;

/// <summary>How pages write names and statuses whatever the language.</summary>
internal static class PageWords
{
    /// <summary>AWAITING_METER_ACCESS is "Awaiting meter access".</summary>
    public static string Sentence(string wireName) => wireName[0] + wireName[1..].Replace('_', ' ').ToLowerInvariant();

    public static char SymbolOf(TimelineStatus status) => status switch
    {
        TimelineStatus.Complete => '✓',
        TimelineStatus.InProgress => '●',
        _ => '○',
    };

    public static string ClassOf(TimelineStatus status) => status.ToWireName().ToLowerInvariant().Replace('_', '-');
}

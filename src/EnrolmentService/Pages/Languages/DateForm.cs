using System.Globalization;

namespace EnrolmentService.Pages.Languages;

/// <summary>How a reader writes dates. The names are the service's own, so that a page is the same whatever the machine knows of cultures.</summary>
public sealed class DateForm
{
    private static readonly string[] EnglishMonths =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    private static readonly string[] GermanMonths =
        ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"];

    private readonly DateTimeFormatInfo _names;
    private readonly string _day;
    private readonly string _time;

    private DateForm(string[] months, string day, string time)
    {
        _day = day;
        _time = time;
        // The thirteenth month is of calendars that are not used here.
        _names = new DateTimeFormatInfo { MonthNames = [.. months, ""], MonthGenitiveNames = [.. months, ""] };
    }

    public static DateForm British { get; } = new(EnglishMonths, "d MMMM yyyy", "d MMMM yyyy, HH:mm");

    public static DateForm American { get; } = new(EnglishMonths, "MMMM d, yyyy", "MMMM d, yyyy, h:mm tt");

    public static DateForm German { get; } = new(GermanMonths, "d. MMMM yyyy", "d. MMMM yyyy, HH:mm 'Uhr'");

    public static DateForm Austrian { get; } = new(["Jänner", .. GermanMonths.Skip(1)], "d. MMMM yyyy", "d. MMMM yyyy, HH:mm 'Uhr'");

    public string Day(DateTimeOffset at) => at.ToString(_day, _names);

    public string DayAndTime(DateTimeOffset at) => at.ToString(_time, _names);
}

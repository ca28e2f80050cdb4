namespace EnrolmentService.Pages.Languages;

/// <summary>For whom a page is written, and when: the language, the time zone that times are told in, and the time.</summary>
public sealed record Reader(PageLanguage Language, TimeZoneInfo Zone, DateTimeOffset Now)
{
    public PageTexts Texts => Language.Texts;

    public Vpp.Lifecycle.MessageCatalogue Messages => Language.Messages;

    public string Day(DateTimeOffset at) => Language.Dates.Day(There(at));

    public string DayAndTime(DateTimeOffset at) => Language.Dates.DayAndTime(There(at));

    /// <summary>The day where the reader is, for programs.</summary>
    public DateOnly DateOf(DateTimeOffset at) => DateOnly.FromDateTime(There(at).DateTime);

    /// <summary>Expected by a day that is over.</summary>
    public bool IsOverdue(DateTimeOffset expected) => DateOf(expected) < DateOf(Now);

    private DateTimeOffset There(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone);
}

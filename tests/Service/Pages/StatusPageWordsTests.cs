using System.Text;
using System.Text.RegularExpressions;
using EnrolmentService.Pages;
using EnrolmentService.Pages.Languages;
using EnrolmentService.Pages.Status;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Vpp.Lifecycle.Tests.Service;

/// <summary>What the customer's page says, and when.</summary>
public class StatusPageWordsTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    private static readonly DwellTimes Dwell = DwellTimes.From(new Dictionary<ParticipationState, TimeSpan>
    {
        [ParticipationState.EnrolmentRequested] = TimeSpan.FromDays(1),
        [ParticipationState.AwaitingConsent] = TimeSpan.FromDays(3),
    });

    [Theory]
    [InlineData(ParticipationState.Active)]
    [InlineData(ParticipationState.Ineligible)]
    [InlineData(ParticipationState.Offboarded)]
    [InlineData(ParticipationState.Failed)]
    public void A_state_that_lasts_is_now_and_not_in_progress(ParticipationState state)
    {
        string words = WordsOf(Reach(state), Start.AddDays(1));

        Assert.Contains($"{Sentence(state)} (now)", words, StringComparison.Ordinal);
        Assert.DoesNotContain("in progress", words, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_step_that_is_over_asks_for_nothing()
    {
        Participation suspended = Reach(ParticipationState.Active)
            .ApplyOrThrow(Trigger.TelemetryLost, Start.AddDays(2));
        const string Silent = "we’ve stopped receiving data";
        const string Consent = "Please give consent";
        Assert.Contains(Silent, WordsOf(suspended, Start.AddDays(3)), StringComparison.Ordinal);

        string words = WordsOf(suspended.ApplyOrThrow(Trigger.TelemetryResumed, Start.AddDays(3)), Start.AddDays(3));

        Assert.DoesNotContain(Consent, words, StringComparison.Ordinal);
        Assert.DoesNotContain(Silent, words, StringComparison.Ordinal);
        // Why it was paused stays on record.
        Assert.Contains("Suspended (complete) Awaiting telemetry 3 March 2026", words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "Rewards settled: not yet", "Notice period elapsed: not yet")]
    [InlineData(Trigger.RewardsSettled, "Rewards settled: yes", "Notice period elapsed: not yet")]
    [InlineData(Trigger.NoticePeriodElapsed, "Rewards settled: not yet", "Notice period elapsed: yes")]
    public void Winding_down_says_what_is_done_and_what_is_still_to_come(Trigger? recorded, string rewards, string notice)
    {
        Participation windingDown = Reach(ParticipationState.WindingDown);
        if (recorded is { } trigger)
            windingDown = windingDown.ApplyOrThrow(trigger, Start.AddDays(2));

        string words = WordsOf(windingDown, Start.AddDays(3));

        Assert.Contains(rewards, words, StringComparison.Ordinal);
        Assert.Contains(notice, words, StringComparison.Ordinal);
        Assert.DoesNotContain("Rewards settled:", WordsOf(Reach(ParticipationState.Unenrolled), Start.AddDays(3)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_expected_day_that_is_over_was_expected()
    {
        var requested = Participation.Request(Details(), MeterAccess.NotRequired, Start, Dwell);

        string onTheDay = WordsOf(requested, new DateTimeOffset(2026, 3, 2, 23, 59, 59, TimeSpan.Zero));
        Assert.Contains("Next: awaiting consent, expected by 2 March 2026.", onTheDay, StringComparison.Ordinal);
        Assert.Contains("Awaiting consent (expected) Expected by 2 March 2026", onTheDay, StringComparison.Ordinal);

        string after = WordsOf(requested, new DateTimeOffset(2026, 3, 3, 0, 0, 0, TimeSpan.Zero));
        Assert.Contains("Next: awaiting consent, was expected by 2 March 2026.", after, StringComparison.Ordinal);
        Assert.Contains("Awaiting consent (expected) Was expected by 2 March 2026", after, StringComparison.Ordinal);
        Assert.Contains("Awaiting telemetry (expected) Expected by 5 March 2026", after, StringComparison.Ordinal);
    }

    [Fact]
    public void The_diagram_says_that_a_state_left_is_expected_again()
    {
        string words = WordsOf(Reach(ParticipationState.Suspended), Start.AddDays(2));

        Assert.Contains("Active (complete, expected again) ● Suspended (now) Unenrolment Unenrolment requested Winding down", words, StringComparison.Ordinal);
    }

    [Fact]
    public void What_you_can_do_names_what_is_asked_of_the_customer_with_the_deadline_and_what_happens_then()
    {
        Participation waiting = Participation.Request(Details(), MeterAccess.Required, Start).ApplyOrThrow(Trigger.ConsentRequested, Start.AddHours(1));

        string words = WordsOf(waiting, Start.AddDays(1), timers: new LifecycleTimers { ConsentDecision = TimeSpan.FromDays(14) });

        Assert.Contains("What you can do Give your consent. By 15 March 2026, 10:00; otherwise: failed. Give us your meter details. We need access to your meter", words, StringComparison.Ordinal);
        Assert.Contains("At any time you may: withdraw your request.", words, StringComparison.Ordinal);
        Assert.DoesNotContain("We are on it:", words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ParticipationState.EnrolmentRequested, "There is nothing that you need to do. We are on it: We ask you for your consent. At any time you may: withdraw your request.")]
    [InlineData(ParticipationState.AwaitingTelemetry, "Switch your device on, and connect it to the internet. At any time you may: withdraw your request.")]
    [InlineData(ParticipationState.AwaitingEligibility, "There is nothing that you need to do. We are on it: The programme’s operator decides whether your home and devices qualify.")]
    [InlineData(ParticipationState.Active, "There is nothing that you need to do. At any time you may: pause your participation; leave the programme.")]
    [InlineData(ParticipationState.WindingDown, "There is nothing that you need to do. We are on it: The programme’s operator settles your rewards. The notice period runs out. Your timeline")]
    public void What_you_can_do_tells_what_others_do_and_what_the_customer_may_do_unasked(ParticipationState state, string told) =>
        Assert.Contains("What you can do " + told, WordsOf(Reach(state), Start.AddDays(1)), StringComparison.Ordinal);

    [Fact]
    public void A_suspension_asks_for_each_of_its_reasons()
    {
        Participation suspended = Reach(ParticipationState.Active).ApplyOrThrow(Trigger.ControlLost, Start.AddDays(1)).ApplyOrThrow(Trigger.OperatorPaused, Start.AddDays(1));

        string words = WordsOf(suspended, Start.AddDays(1));

        Assert.Contains(
            "What you can do Check that your device is online and responding. We are on it: The programme’s operator lifts the pause. At any time you may: pause your participation; leave the programme.",
            words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ParticipationState.Ineligible)]
    [InlineData(ParticipationState.Offboarded)]
    [InlineData(ParticipationState.Failed)]
    public void At_the_end_there_is_nothing_that_one_can_do(ParticipationState state) =>
        Assert.DoesNotContain("What you can do", WordsOf(Reach(state), Start.AddDays(1)), StringComparison.Ordinal);

    [Theory]
    [InlineData("en", "1 March 2026, 10:00")]
    [InlineData("en-GB", "1 March 2026, 10:00")]
    [InlineData("en-US", "March 1, 2026, 10:00 AM")]
    [InlineData("de", "1. März 2026, 10:00 Uhr")]
    [InlineData("de-CH", "1. März 2026, 10:00 Uhr")]
    public void Dates_are_in_the_readers_form(string language, string date) =>
        Assert.Contains(date, WordsOf(Reach(ParticipationState.Active), Start.AddDays(1), language), StringComparison.Ordinal);

    [Fact]
    public void An_Austrian_reads_of_Jänner()
    {
        var january = Participation.Request(Details(), MeterAccess.NotRequired, new DateTimeOffset(2026, 1, 2, 9, 0, 0, TimeSpan.Zero));

        Assert.Contains("2. Jänner 2026, 09:00 Uhr", WordsOf(january, Start, "de-AT"), StringComparison.Ordinal);
        Assert.Contains("2. Januar 2026, 09:00 Uhr", WordsOf(january, Start, "de"), StringComparison.Ordinal);
    }

    [Fact]
    public void Times_are_those_of_the_time_zone_which_is_named()
    {
        TimeZoneInfo berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var requested = Participation.Request(Details(), MeterAccess.NotRequired, new DateTimeOffset(2026, 3, 28, 23, 30, 0, TimeSpan.Zero), Dwell);

        string words = WordsOf(requested, new DateTimeOffset(2026, 3, 29, 22, 0, 0, TimeSpan.Zero), "en", berlin);

        // The clocks go forward between the two; midnight where the customer is ends the day.
        Assert.Contains("Since 29 March 2026, 00:30.", words, StringComparison.Ordinal);
        Assert.Contains("As of 30 March 2026, 00:00. All times are those of the time zone Europe/Berlin.", words, StringComparison.Ordinal);
        Assert.Contains("expected by 30 March 2026", words, StringComparison.Ordinal);
        Assert.Contains("All times are in UTC.", WordsOf(requested, Start), StringComparison.Ordinal);
        Assert.Contains("Alle Zeiten gelten in der Zeitzone Europe/Berlin.", WordsOf(requested, Start, "de", berlin), StringComparison.Ordinal);
    }

    [Fact]
    public void In_German_no_English_is_left()
    {
        foreach (ParticipationState state in Enum.GetValues<ParticipationState>())
        {
            string words = WordsOf(Reach(state), Start.AddDays(40), "de-DE, en;q=0.5", timers: new LifecycleTimers { ConsentDecision = TimeSpan.FromDays(1), NoticePeriod = TimeSpan.FromDays(30) });

            Assert.DoesNotMatch(@"\b(the|your|you|we|is|of|and|yes|no|since|next|expected|complete|now|awaiting|timeline)\b", words.ToLowerInvariant().Replace("battery in", "", StringComparison.Ordinal));
            Assert.Contains(MessageCatalogue.German.Message(state), words, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_state_reason_phase_and_task_has_a_German_name_of_its_own()
    {
        PageTexts german = PageLanguage.German.Texts;
        string[][] names =
        [
            [.. Enum.GetValues<ParticipationState>().Select(german.NameOf)],
            [.. Enum.GetValues<SuspensionReason>().Select(german.NameOf)],
            [.. Enum.GetValues<Phase>().Select(german.NameOf)],
            [.. Enum.GetValues<NextActionCode>().Select(german.TaskOf)],
            [.. Enum.GetValues<TimelineStatus>().Select(german.WordOf)],
        ];
        Assert.All(names, group => Assert.Equal(group.Length, group.Distinct().Count()));
        Assert.All(Enum.GetValues<Trigger>(), trigger => Assert.Equal(PageLanguage.English.Texts.ChoiceOf(trigger) is null, german.ChoiceOf(trigger) is null));
    }

    private static Participation Reach(ParticipationState state)
    {
        var participation = Participation.Request(Details(), state == ParticipationState.AwaitingMeterAccess ? MeterAccess.Required : MeterAccess.NotRequired, Start);
        foreach (Trigger trigger in participation.PathTo(state)!)
            participation = participation.ApplyOrThrow(trigger, Start.AddHours(1));
        return participation;
    }

    private static ParticipationDetails Details() => new() { Id = "vpp_7c2f1a9e4b0d8f3a6e2c5d10", DeviceId = "dev_1", LocationId = "loc_1" };

    private static string Sentence(ParticipationState state) => state.ToWireName()[0] + state.ToWireName()[1..].Replace('_', ' ').ToLowerInvariant();

    /// <summary>What can be read, without the markup, a blank between any two words.</summary>
    private static string WordsOf(Participation participation, DateTimeOffset now, string? acceptLanguage = null, TimeZoneInfo? zone = null, LifecycleTimers? timers = null)
    {
        using ServiceProvider services = new ServiceCollection().BuildServiceProvider();
        var pages = new PageRenderer(services, NullLoggerFactory.Instance);
        string html = Encoding.UTF8.GetString(pages.RenderAsync<StatusPage>(new Reader(PageLanguage.Choose(acceptLanguage), zone ?? TimeZoneInfo.Utc, now), new()
        {
            [nameof(StatusPage.Participation)] = participation,
            [nameof(StatusPage.Timers)] = timers ?? LifecycleTimers.Default,
            [nameof(StatusPage.DeviceName)] = "Battery",
        }).GetAwaiter().GetResult().Body.Span);
        string text = System.Net.WebUtility.HtmlDecode(Regex.Replace(html, "<style>.*</style>|<[^>]+>", " ", RegexOptions.Singleline));
        return Regex.Replace(text, @"\s+([.,;]?)", match => match.Groups[1].Length > 0 ? match.Groups[1].Value : " ");
    }
}

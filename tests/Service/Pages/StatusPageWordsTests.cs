using System.Text;
using System.Text.RegularExpressions;
using EnrolmentService.Pages;
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

    private static Participation Reach(ParticipationState state)
    {
        var participation = Participation.Request(Details(), MeterAccess.NotRequired, Start);
        foreach (Trigger trigger in participation.PathTo(state)!)
            participation = participation.ApplyOrThrow(trigger, Start.AddHours(1));
        return participation;
    }

    private static ParticipationDetails Details() => new() { Id = "vpp_7c2f1a9e4b0d8f3a6e2c5d10", DeviceId = "dev_1", LocationId = "loc_1" };

    private static string Sentence(ParticipationState state) => state.ToWireName()[0] + state.ToWireName()[1..].Replace('_', ' ').ToLowerInvariant();

    /// <summary>What can be read, without the markup, a blank between any two words.</summary>
    private static string WordsOf(Participation participation, DateTimeOffset now)
    {
        using ServiceProvider services = new ServiceCollection().BuildServiceProvider();
        var pages = new PageRenderer(services, NullLoggerFactory.Instance);
        string html = Encoding.UTF8.GetString(pages.StatusAsync(participation, "Battery", now).GetAwaiter().GetResult().Body.Span);
        string text = System.Net.WebUtility.HtmlDecode(Regex.Replace(html, "<style>.*</style>|<[^>]+>", " ", RegexOptions.Singleline));
        return Regex.Replace(text, @"\s+([.,]?)", match => match.Groups[1].Length > 0 ? match.Groups[1].Value : " ");
    }
}

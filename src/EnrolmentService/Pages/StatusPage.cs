using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EnrolmentService.Http;
using Vpp.Lifecycle;
using static EnrolmentService.Pages.PageWords;

namespace EnrolmentService.Pages;

/// <summary>
/// The customer's page on one participation: plain HTML without a script. Everything that comes from data goes through
/// <see cref="PageWords.Text"/>, which encodes it; the policy in the header lets nothing run and nothing load.
/// </summary>
internal sealed class StatusPage
{
    private const int MostEntries = 200;

    private readonly string _style = Encoding.UTF8.GetString(PublicEndpoints.Resource("status-page.css"));
    private readonly MessageCatalogue _messages = MessageCatalogue.English;
    private readonly string _policy;

    public StatusPage() =>
        _policy = $"default-src 'none'; img-src data:; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(_style)))}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public Answer Render(Participation participation, string deviceName, DateTimeOffset now)
    {
        Timeline timeline = participation.Timeline;
        string programme = participation.Details.Programme?.DisplayName is { Length: > 0 } name ? name : "the programme";
        var page = new StringBuilder(64 * 1024);
        page.Append($"""
            <header>
            <p>{Text(participation.Details.Provider?.DisplayName ?? "")}</p>
            <h1>{Text(deviceName)} in {Text(programme)}</h1>
            </header>
            <main id="main">
            """);
        if (!participation.Details.LiveMode)
            page.Append("<p class=\"test\"><strong>Test mode.</strong> This participation is a trial: no real device takes part.</p>");
        page.Append("<div class=\"story\">");
        RenderNow(page, participation, timeline, now);
        RenderTimeline(page, timeline, now);
        page.Append("</div>\n");
        RenderDiagram(page, timeline);
        RenderDetails(page, participation, deviceName, now);
        page.Append(CultureInfo.InvariantCulture, $"</main>\n<footer><p>As of {Time(now)}. All times are in UTC. Load the page again for the latest state.</p></footer>");
        return Page(StatusCodes.Status200OK, $"{NameOf(participation.CurrentState)}: {deviceName} in {programme}", page.ToString());
    }

    /// <summary>What a browser shows in place of an error's problem details.</summary>
    public Answer RenderError(int status, string title, string words) =>
        Page(status, title, $"<main id=\"main\"><h1 class=\"error\">{Text(title)}</h1><p class=\"card\">{Text(words)}</p></main>");

    private static string Tone(ParticipationState state) => LifecycleSpecification.Describe(state) switch
    {
        { State: ParticipationState.Active or ParticipationState.Registered } => "good",
        { State: ParticipationState.Suspended } => "wait",
        { IsTerminal: true } or { Phase: Phase.Unenrolment } => "end",
        _ => "",
    };

    private static void RenderDetails(StringBuilder page, Participation participation, string deviceName, DateTimeOffset now)
    {
        ParticipationDetails details = participation.Details;
        page.Append("<section class=\"card\" aria-labelledby=\"details-title\"><h2 id=\"details-title\">Details</h2><dl>");
        Row("Device", Text(deviceName));
        Row("Can be dispatched now", participation.ControlActive ? "Yes" : "No");
        Row("Data from the device", participation.TelemetrySeenAt is { } seen
            ? $"{(participation.TelemetryActive(now) ? "Received" : "Missing for more than 24 hours")}; last on {Time(seen)}"
            : "Not received yet");
        if (details.ProviderReferenceId is { } reference)
            Row("Provider’s reference", Text(reference));
        if (details.Programme?.LearnMoreUrl is { } url && Uri.TryCreate(url, UriKind.Absolute, out Uri? link) && link.Scheme is "https" or "http")
            Row("Programme", $"<a href=\"{Text(link.AbsoluteUri)}\" rel=\"noopener noreferrer\">Learn more about {Text(details.Programme.DisplayName)}</a>");
        Row("Requested", Time(participation.TimeCreated));
        Row("Last change", Time(participation.TimeUpdated));
        Row("Participation", $"<code>{Text(details.Id)}</code>");
        page.Append("</dl></section>\n");

        void Row(string term, string html) => page.Append(CultureInfo.InvariantCulture, $"<dt>{term}</dt><dd>{html}</dd>");
    }

    private static void RenderDiagram(StringBuilder page, Timeline timeline) =>
        page.Append(CultureInfo.InvariantCulture, $"""
            <section class="card process" aria-labelledby="diagram-title"><h2 id="diagram-title">Where you are in the process</h2>
            <p class="soft">Your path is highlighted: {string.Join(", ", Enum.GetValues<TimelineStatus>().Select(status => $"{SymbolOf(status)}\u00a0{WordOf(status)}"))}.</p>
            {PathDiagram.Draw(timeline)}</section>

            """);

    private void RenderNow(StringBuilder page, Participation participation, Timeline timeline, DateTimeOffset now)
    {
        ParticipationState state = participation.CurrentState;
        page.Append(CultureInfo.InvariantCulture, $"""
            <section class="card now {Tone(state)}" aria-labelledby="now-title"><h2 id="now-title"><span class="badge">{NameOf(state)}</span></h2>
            <p class="message">{Text(_messages.Message(state))}</p>
            <p class="soft">Since {Time(participation.EnteredAt)}.{Next(timeline, now)}</p>
            """);
        if (!participation.SuspensionReasons.IsEmpty)
        {
            page.Append("<ul class=\"reasons\" aria-label=\"Why it is paused\">");
            foreach (SuspensionReason reason in participation.SuspensionReasons)
                page.Append(CultureInfo.InvariantCulture, $"<li><strong>{Sentence(reason.ToWireName())}</strong>{Text(_messages.Message(reason))}</li>");
            page.Append("</ul>");
        }

        if (state == ParticipationState.WindingDown)
        {
            Configuration here = participation.Configuration;
            page.Append("<ul class=\"facts\" aria-label=\"What ends it\">");
            Fact("Rewards settled", here.RewardsSettled);
            Fact("Notice period elapsed", here.NoticePeriodElapsed);
            page.Append("</ul>");
        }

        page.Append("</section>\n");

        void Fact(string words, bool holds)
        {
            TimelineStatus status = holds ? TimelineStatus.Complete : TimelineStatus.Pending;
            page.Append(CultureInfo.InvariantCulture, $"<li><span aria-hidden=\"true\">{SymbolOf(status)}</span> {words}: {(holds ? "yes" : "not yet")}</li>");
        }
    }

    private static string Next(Timeline timeline, DateTimeOffset now)
    {
        if (timeline.CompleteCount + 1 >= timeline.Count)
            return "";
        TimelineEntry next = timeline[timeline.CompleteCount + 1];
        string when = next.ExpectedAt is { } at ? $", {(IsOverdue(at, now) ? "was expected" : "expected")} by {Day(at)}" : "";
        return $" Next: {NameOf(next.State).ToLowerInvariant()}{when}.";
    }

    private void RenderTimeline(StringBuilder page, Timeline timeline, DateTimeOffset now)
    {
        page.Append("<section class=\"card\" aria-labelledby=\"timeline-title\"><h2 id=\"timeline-title\">Your timeline</h2>");
        int hidden = Math.Max(0, timeline.Count - MostEntries);
        if (hidden > 0)
            page.Append(CultureInfo.InvariantCulture, $"<p class=\"soft\">{hidden} earlier steps are not shown.</p>");
        page.Append(CultureInfo.InvariantCulture, $"<ol class=\"timeline\" start=\"{hidden + 1}\">");
        foreach (TimelineEntry entry in timeline.Skip(hidden))
            RenderEntry(page, entry, now);
        page.Append("</ol></section>\n");
    }

    private void RenderEntry(StringBuilder page, TimelineEntry entry, DateTimeOffset now)
    {
        string current = entry.Status == TimelineStatus.InProgress ? " aria-current=\"step\"" : "";
        page.Append(CultureInfo.InvariantCulture, $"""
            <li class="{ClassOf(entry.Status)}" data-state="{entry.State.ToWireName()}"{current}><span class="symbol" aria-hidden="true">{SymbolOf(entry.Status)}</span>
            <h3>{NameOf(entry.State)} <span class="status">({WordOf(entry.Status)})</span></h3>
            """);
        // A message asks for something or speaks of now: of a step that is over it would not be true.
        if (entry.Status == TimelineStatus.InProgress)
            page.Append(CultureInfo.InvariantCulture, $"<p>{Text(_messages.Message(entry.State))}</p>");
        if (!entry.SuspensionReasons.IsEmpty)
            page.Append(CultureInfo.InvariantCulture, $"<p class=\"soft\">{NamesOf(entry.SuspensionReasons)}</p>");
        string? dates = (entry.OccurredAt, entry.ExpectedAt) switch
        {
            ({ } occurred, { } expected) => $"{Time(occurred)} (expected {Day(expected)})",
            ({ } occurred, null) => Time(occurred),
            (null, { } expected) => $"{(IsOverdue(expected, now) ? "Was expected" : "Expected")} by {Day(expected)}",
            _ => null,
        };
        if (dates is not null)
            page.Append(CultureInfo.InvariantCulture, $"<p class=\"soft\">{dates}</p>");
        page.Append("</li>");
    }

    private Answer Page(int status, string title, string body)
    {
        string html = $"""
            <!DOCTYPE html>
            <html lang="{Text(_messages.Language)}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <link rel="icon" href="data:,">
            <title>{Text(title)}</title>
            <style>{_style}</style>
            </head>
            <body>
            <a class="skip" href="#main">Skip to the content</a>
            {body}
            </body>
            </html>
            """;
        return new Answer(status, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(html)).With("Content-Security-Policy", _policy);
    }
}

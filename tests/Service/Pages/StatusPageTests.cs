using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using EnrolmentService.Pages.Languages;
using Microsoft.Playwright;
using Vpp.Lifecycle.Json;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service;

/// <summary>The customer's page in a browser.</summary>
[Collection(Services.CollectionForBrowsers)]
public sealed partial class StatusPageTests(Services services, Chromium chromium)
{
    /// <summary>The layout depends on the width and the length of the words, and the contrast on the scheme: these two show all of it.</summary>
    private static readonly (int Width, ColorScheme Scheme, string Locale)[] Screens = [(1280, ColorScheme.Light, "en-GB"), (390, ColorScheme.Dark, "de-DE")];

    public static TheoryData<ParticipationState> States => [.. Enum.GetValues<ParticipationState>()];

    [Fact]
    public async Task Text_from_data_is_encoded_and_nothing_may_run()
    {
        RunningService service = services.On(Services.Sqlite);
        using ServiceClient client = service.Client();
        string id = await service.EnrolAsync(client);
        await client.PatchAsync($"vpp-participations/{id}", new { provider_reference_id = "\"><img src=x onerror=alert(1)>" });
        Reply page = await client.GetAsync($"participations/{id}");
        Assert.Contains("Community &lt;b&gt;Powershare&lt;/b&gt;", page.Text, StringComparison.Ordinal);
        Assert.Contains("Leap &amp; &lt;Sons&gt;", page.Text, StringComparison.Ordinal);
        // The device's name: in the title, the heading and the details.
        Assert.Equal(3, page.Text.Split("Battery &lt;i&gt;").Length - 1);
        Assert.DoesNotContain("<i>", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page.Text, StringComparison.Ordinal);
        Assert.DoesNotMatch(InlineStyleOrHandler(), page.Text);
        string policy = page.Headers["Content-Security-Policy"];
        Assert.StartsWith("default-src 'none'; img-src data:; style-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Contains("Expected by", page.Text, StringComparison.Ordinal);
    }

    [TheoryWith(Requirement.Chromium)]
    [MemberData(nameof(States))]
    public async Task In_every_state_the_page_is_in_order_accessible_and_quiet_on_a_desktop_and_a_phone(ParticipationState state)
    {
        RunningService service = services.On(Services.Sqlite);
        using ServiceClient client = service.Client();
        string id = await service.EnrolToAsync(client, state);
        if (state == ParticipationState.Suspended)
            await client.FireAsync(id, "OPERATOR_PAUSED");
        Reply resource = await client.GetAsync($"vpp-participations/{id}");
        var link = new Uri(service.Process.Address, resource.Headers["Link"].Split('<', '>')[1]);
        TimelineEntryResource[] timeline = [.. ParticipationResource.Parse(resource.Text).Timeline];

        foreach ((int width, ColorScheme scheme, string locale) in Screens)
        {
            var language = PageLanguage.Choose(locale);
            await using IBrowserContext context = await chromium.Browser.NewContextAsync(new()
            {
                ViewportSize = new() { Width = width, Height = 800 },
                ColorScheme = scheme,
                Locale = locale,
                // For axe-core only, which is put into the page; the page itself has no script.
                BypassCSP = true,
            });
            IPage page = await context.NewPageAsync();
            var complaints = new List<string>();
            page.Console += (_, message) => complaints.Add(message.Text);
            page.PageError += (_, error) => complaints.Add(error);
            page.RequestFailed += (_, request) => complaints.Add(request.Url);
            await page.GotoAsync(link.ToString());

            await AssertTimelineAsync(page, state, timeline, language.Texts);
            await AssertDiagramAsync(page, state, timeline, language.Texts);
            await AssertLayoutAsync(page, language);
            AxeResult checkedByAxe = await page.RunAxe();
            Assert.NotEmpty(checkedByAxe.Passes);
            Assert.Empty(checkedByAxe.Violations.Select(violation => $"{violation.Id}: {string.Join(" | ", violation.Nodes.Select(node => node.Html))}"));
            Assert.Empty(complaints);
        }
    }

    private static async Task AssertTimelineAsync(IPage page, ParticipationState state, TimelineEntryResource[] timeline, PageTexts texts)
    {
        Assert.Equal(timeline.Select(entry => entry.State.ToWireName()), await StatesOfAsync(page, "ol.timeline > li"));
        ILocator current = page.Locator("[aria-current=step]");
        Assert.Equal([state.ToWireName()], await StatesOfAsync(page, "[aria-current=step]"));
        Assert.Contains($"({texts.WordOf(TimelineStatus.InProgress)})", await current.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(state == ParticipationState.Suspended ? 2 : 0, await page.Locator(".reasons li").CountAsync());
    }

    private static async Task AssertDiagramAsync(IPage page, ParticipationState state, TimelineEntryResource[] timeline, PageTexts texts)
    {
        Assert.Equal(LifecycleSpecification.States.Select(each => each.State.ToWireName()).Order(), (await StatesOfAsync(page, ".map li")).Order());
        Assert.Equal([state.ToWireName()], await StatesOfAsync(page, ".map li.in-progress"));
        Assert.Equal(StatesThatAre(TimelineStatus.Complete), (await StatesOfAsync(page, ".map li.complete")).ToHashSet());
        Assert.Equal(StatesThatAre(TimelineStatus.Pending).Except(StatesThatAre(TimelineStatus.Complete)), await StatesOfAsync(page, ".map li.pending"));
        ILocator current = page.Locator(".map li.in-progress");
        Assert.Contains($"({texts.WordOf(TimelineStatus.InProgress)})", await current.InnerTextAsync(), StringComparison.Ordinal);
        await Assertions.Expect(current).ToBeVisibleAsync();

        (string Edge, TimelineStatus Status)[] path =
            [.. timeline.Zip(timeline.Skip(1), (from, to) => ($"{from.State.ToWireName()} {to.State.ToWireName()}", to.Status))];
        HashSet<string> taken = [.. path.Where(step => step.Status != TimelineStatus.Pending).Select(step => step.Edge)];
        HashSet<string> expected = [.. path.Where(step => step.Status == TimelineStatus.Pending).Select(step => step.Edge).Except(taken)];
        Assert.Equal(taken, (await EdgesOfAsync(page, ".edge.complete")).ToHashSet());
        Assert.Equal(expected, (await EdgesOfAsync(page, ".edge.pending")).ToHashSet());
        Assert.Equal(
            LifecycleSpecification.Rules.Where(rule => rule.Outcome == Outcome.Transitioned).Select(rule => $"{rule.From.ToWireName()} {rule.To.ToWireName()}").ToHashSet(),
            (await EdgesOfAsync(page, ".edge")).ToHashSet());

        HashSet<string> StatesThatAre(TimelineStatus status) =>
            [.. timeline.Where(entry => entry.Status == status && entry.State != state).Select(entry => entry.State.ToWireName())];
    }

    private static async Task AssertLayoutAsync(IPage page, PageLanguage language)
    {
        Assert.Equal(1, await page.Locator("main").CountAsync());
        Assert.Equal(1, await page.Locator("h1").CountAsync());
        Assert.Equal(language.Messages.Language, await page.Locator("html").GetAttributeAsync("lang"));
        // The first thing that the keyboard reaches leads past the header.
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal(language.Texts.SkipToContent, await page.Locator(":focus").InnerTextAsync());
        // Nothing scrolls sideways, and no row of the diagram is taller or wider than its arrows have it.
        Assert.Empty(await page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('html, .card, .map, .map *')]
                .filter(element => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0 && !element.closest('svg')
                    || element.matches('.map li') && [...element.children].some(child => child.offsetHeight > element.clientHeight))
                .map(element => element.outerHTML.slice(0, 200))
            """));
    }

    private static Task<string[]> StatesOfAsync(IPage page, string selector) =>
        page.Locator(selector).EvaluateAllAsync<string[]>("items => items.map(item => item.dataset.state)");

    private static Task<string[]> EdgesOfAsync(IPage page, string selector) =>
        page.Locator(selector).EvaluateAllAsync<string[]>("items => items.map(item => item.dataset.edge)");

    [GeneratedRegex("<[^>]+\\s(style|on[a-z]+)=", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex InlineStyleOrHandler();
}

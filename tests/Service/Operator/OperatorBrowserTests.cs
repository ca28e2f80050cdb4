using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service.Operator;

/// <summary>The operator's pages in Chromium with scripts switched off but for axe: as a person uses them.</summary>
[Collection(Services.CollectionForBrowsers)]
public sealed class OperatorBrowserTests(Services services, Chromium chromium)
{
    private const string Reversed = "\u202Eevil \u0628\u0631\u0646\u0627\u0645\u062C\u2069\u2066 a\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309";

    private static readonly string Long = new('W', 300);

    [FactWith(Requirement.Chromium)]
    public async Task Every_page_is_in_order_and_accessible_on_a_desktop_and_a_phone_whatever_the_names()
    {
        await using RunningService service = await services.StartAsync(Services.Sqlite);
        await ServiceProcess.ImportAsync(service.Settings, new
        {
            accounts = new[] { new { id = "acc_one", name = Reversed } },
            programmes = new[]
            {
                new { id = TestDirectory.OtherProgramme, provider_id = TestDirectory.Provider, display_name = Reversed },
                new { id = TestDirectory.Programme, provider_id = TestDirectory.Provider, display_name = Long },
            },
        });
        using ServiceClient client = service.Client();
        string id = await service.EnrolToAsync(client, ParticipationState.Suspended, TestDirectory.OtherProgramme);
        await client.PostAsync($"vpp-participations/{id}/events", new { @event = "OPERATOR_PAUSED", note = Long + Reversed, actor = Reversed, reason_code = "STORM" });
        await service.EnrolToAsync(client, ParticipationState.AwaitingEligibility);
        string endpoint = (await client.PostAsync("webhook-endpoints", new { url = $"https://example.org/{Long}", description = Reversed }))["id"]!;

        foreach ((int width, ColorScheme scheme) in new[] { (1280, ColorScheme.Light), (390, ColorScheme.Dark) })
        {
            await using IBrowserContext context = await chromium.Browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = 800 }, ColorScheme = scheme, BypassCSP = true });
            IPage page = await context.NewPageAsync();
            var complaints = new List<string>();
            page.Console += (_, message) => complaints.Add(message.Text);
            page.RequestFailed += (_, request) => complaints.Add(request.Url);
            await page.GotoAsync(new Uri(service.Process.Address, "operator").ToString());
            await AssertInOrderAsync(page);
            await page.FillAsync("#key", service.Key("one-live"));
            await page.ClickAsync("main button");
            foreach (string path in new[] { "operator", $"operator/participations/{id}", $"operator/bulk?programme={TestDirectory.OtherProgramme}&event=OPERATOR_RESUMED", "operator/webhooks", $"operator/webhooks/{endpoint}" })
            {
                IResponse? response = await page.GotoAsync(new Uri(service.Process.Address, path).ToString());
                Assert.Equal(200, response!.Status);
                await page.EvaluateAsync("() => document.querySelectorAll('details').forEach(each => each.open = true)");
                await AssertInOrderAsync(page);
            }

            Assert.Empty(complaints);
        }
    }

    [FactWith(Requirement.Chromium)]
    public async Task Without_a_script_an_operator_finds_pauses_and_signs_out()
    {
        RunningService service = services.On(Services.Sqlite);
        using ServiceClient client = service.Client();
        string id = await service.EnrolToAsync(client, ParticipationState.Active);
        await using IBrowserContext context = await chromium.Browser.NewContextAsync(new() { JavaScriptEnabled = false });
        IPage page = await context.NewPageAsync();

        await page.GotoAsync(new Uri(service.Process.Address, "operator").ToString());
        await page.FillAsync("#key", service.Key("one-live"));
        await page.ClickAsync("main button");
        await page.FillAsync("#q", id);
        await page.ClickAsync("text=Show >> nth=0");
        await page.FillAsync("#note-a", "storm");
        await page.ClickAsync("button[value=OPERATOR_PAUSED]");
        await Assertions.Expect(page.Locator("[role=status]")).ToHaveTextAsync("Pause: done.");
        await page.ClickAsync("text=Sign out");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Sign in");

        Assert.Equal("SUSPENDED", (await client.GetAsync($"vpp-participations/{id}"))["current_state"]);
        Assert.Empty(await context.CookiesAsync([new Uri(service.Process.Address, "operator").ToString()]) is { } cookies ? cookies.Where(cookie => cookie.Name == "vpp-operator") : []);
    }

    private static async Task AssertInOrderAsync(IPage page)
    {
        Assert.Equal("en", await page.Locator("html").GetAttributeAsync("lang"));
        Assert.Equal(1, await page.Locator("main").CountAsync());
        Assert.Equal(1, await page.Locator("h1").CountAsync());
        // Nothing scrolls sideways, and all that can be pressed can be hit with a finger.
        Assert.Empty(await page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('html, .card, .rows li, .rows li > *')]
                .filter(element => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0 && getComputedStyle(element).display !== 'inline')
                .map(element => element.outerHTML.slice(0, 200))
                .concat([...document.querySelectorAll('button, select, input:not([type=hidden]):not([type=checkbox]):not([hidden])')].filter(element => element.offsetHeight < 24).map(element => element.outerHTML))
            """));
        AxeResult checkedByAxe = await page.RunAxe();
        Assert.NotEmpty(checkedByAxe.Passes);
        Assert.Empty(checkedByAxe.Violations.Select(violation => $"{page.Url} {violation.Id}: {string.Join(" | ", violation.Nodes.Select(node => node.Html))}"));
    }
}

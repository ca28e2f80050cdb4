using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service;

/// <summary>The customer's page in a browser.</summary>
[Collection(Services.Collection)]
public sealed partial class StatusPageTests(Services services)
{
    private static readonly string[] BrowserArguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    public static TheoryData<string, int, string> Screens { get; } = new() { { "desktop", 1280, "light" }, { "desktop", 1280, "dark" }, { "phone", 375, "light" }, { "phone", 375, "dark" } };

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
        Assert.DoesNotContain("<img", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page.Text, StringComparison.Ordinal);
        Assert.DoesNotMatch(InlineStyleOrHandler(), page.Text);
        string policy = page.Headers["Content-Security-Policy"];
        Assert.StartsWith("default-src 'none'; img-src data:; style-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Contains("Expected by", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task The_page_is_in_order_accessible_and_quiet(string screen, int width, string scheme)
    {
        if (!Services.Has(Requirement.Chromium, Requirement.Node))
            return;
        RunningService service = services.On(Services.Sqlite);
        using ServiceClient client = service.Client();
        string id = await service.EnrolToAsync(client, ParticipationState.Suspended);
        await client.FireAsync(id, "OPERATOR_PAUSED");
        Reply resource = await client.GetAsync($"vpp-participations/{id}");
        string link = resource.Headers["Link"].Split('<', '>')[1];

        using IPlaywright playwright = await Playwright.CreateAsync();
        await using IBrowser browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Requirement.Chromium.Path, Args = BrowserArguments });
        IBrowserContext context = await browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 800 },
            ColorScheme = scheme == "dark" ? ColorScheme.Dark : ColorScheme.Light,
            // For axe-core only, which is put into the page; the page itself has no script.
            BypassCSP = true,
        });
        IPage page = await context.NewPageAsync();
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.Add(message.Text);
        page.PageError += (_, error) => complaints.Add(error);
        page.RequestFailed += (_, request) => complaints.Add(request.Url);
        await page.GotoAsync(new Uri(service.Process.Address, link).ToString());

        string[] states = [.. resource.Json["participation_state"]!.AsArray().Select(entry => entry!["state"]!.ToString())];
        Assert.Equal(states, await page.Locator("ol.timeline > li").EvaluateAllAsync<string[]>("items => items.map(item => item.dataset.state)"));
        ILocator current = page.Locator("[aria-current=step]");
        Assert.Equal(1, await current.CountAsync());
        Assert.Equal("SUSPENDED", await current.GetAttributeAsync("data-state"));
        Assert.Contains("(in progress)", await current.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(2, await page.Locator(".reasons li").CountAsync());
        Assert.Equal(1, await page.Locator("svg .node.in-progress").CountAsync());
        Assert.Equal("SUSPENDED", await page.Locator("svg .node.in-progress > title").TextContentAsync());
        Assert.Equal(8, await page.Locator("svg .node.complete, svg .node.pending").CountAsync());
        Assert.Equal(1, await page.Locator("main").CountAsync());
        Assert.Equal(1, await page.Locator("h1").CountAsync());
        Assert.Equal("en", await page.Locator("html").GetAttributeAsync("lang"));

        // The first thing that the keyboard reaches leads past the header.
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to the content", await page.Locator(":focus").InnerTextAsync());
        // A phone shows the page without scrolling sideways; only the diagram scrolls in its frame.
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), $"The page is wider than the {screen}.");

        await page.AddScriptTagAsync(new() { Path = Requirement.Node.Path });
        string[] violations = await page.EvaluateAsync<string[]>(
            "async () => (await axe.run()).violations.map(violation => violation.id + ': ' + violation.nodes.map(node => node.html).join(' | '))");
        Assert.Empty(violations);
        Assert.Empty(complaints);
    }

    [GeneratedRegex("<[^>]+\\s(style|on[a-z]+)=", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex InlineStyleOrHandler();
}

using Microsoft.Playwright;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service;

/// <summary>The committed pictures in a browser, with whatever fonts the machine has.</summary>
[Collection(Services.CollectionForBrowsers)]
public sealed class PictureTests(Chromium chromium)
{
    public static TheoryData<string> Pictures =>
        [.. Directory.EnumerateFiles(Repository.PathOf("docs"), "*.svg").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [TheoryWith(Requirement.Chromium)]
    [MemberData(nameof(Pictures))]
    public async Task Text_stays_within_its_box_and_the_picture_and_clear_of_other_text(string picture)
    {
        await using IBrowserContext context = await chromium.Browser.NewContextAsync();
        IPage page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(Repository.PathOf($"docs/{picture}")).AbsoluteUri);

        Assert.NotEqual(0, await page.Locator("text").CountAsync());
        Assert.Empty(await page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('.node text')].filter(text => {
                const box = text.parentElement.querySelector('path, polygon:not([stroke=transparent]), ellipse')?.getBBox();
                const inner = text.getBBox();
                return box && (inner.x < box.x + 1 || inner.x + inner.width > box.x + box.width - 1);
            }).map(text => text.textContent)
            """));
        // All of it is in the picture.
        Assert.Empty(await page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('text')].filter(text => {
                const whole = document.documentElement.getBoundingClientRect(), inner = text.getBoundingClientRect();
                return inner.left < whole.left || inner.right > whole.right - 2 || inner.top < whole.top || inner.bottom > whole.bottom;
            }).map(text => text.textContent)
            """));
        // Lines of a label lie close: only what overlaps by half a line's height counts.
        Assert.Empty(await page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('text')].map(text => ({ words: text.textContent, box: text.getBBox() })).flatMap((one, index, all) =>
                all.slice(index + 1).filter(({ box }) =>
                    Math.min(one.box.x + one.box.width, box.x + box.width) - Math.max(one.box.x, box.x) > 1
                    && Math.min(one.box.y + one.box.height, box.y + box.height) - Math.max(one.box.y, box.y) > box.height / 2)
                .map(other => `${one.words} | ${other.words}`))
            """));
    }
}

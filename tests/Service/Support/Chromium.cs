using Microsoft.Playwright;

namespace Vpp.Lifecycle.Tests.Service.Support;

/// <summary>Chromium, started once for all tests of a collection; each has a context of its own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Not there where <see cref="Requirement.Chromium"/> is missing, of which the tests that need it are skipped.</summary>
    internal IBrowser Browser => _browser!;

    public async Task InitializeAsync()
    {
        if (Requirement.Find(Requirement.Chromium) is { } program)
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = Arguments });
        }
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}

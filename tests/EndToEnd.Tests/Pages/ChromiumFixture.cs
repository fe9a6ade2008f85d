using PuppeteerSharp;

namespace FlinkReady.EndToEnd.Tests.Pages;

/// <summary>A Chromium without a window, for the tests of a class.</summary>
public sealed class ChromiumFixture : IAsyncLifetime
{
    private IBrowser? _browser;

    /// <summary>The browser; only where there is one.</summary>
    public IBrowser Browser => _browser ?? throw new InvalidOperationException("There is no Chromium on this machine.");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (Needs.Chromium is { } chromium)
        {
            _browser = await Puppeteer.LaunchAsync(new LaunchOptions { Headless = true, ExecutablePath = chromium.Path, Args = ["--no-sandbox", "--disable-gpu"] });
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }
    }
}

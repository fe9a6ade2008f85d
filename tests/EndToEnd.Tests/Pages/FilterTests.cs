using FlinkReady.EndToEnd.Tests.Support;
using PuppeteerSharp;
using PuppeteerSharp.Media;

namespace FlinkReady.EndToEnd.Tests.Pages;

/// <summary>The filter of a job's graph in a real browser: by keyboard, in a narrow window, and on paper.</summary>
public sealed class FilterTests(ChromiumFixture chromium) : IClassFixture<ChromiumFixture>
{
    private const string Filtered = "/job?target=demo&name=nouid&q=window&n=1";

    [NeedsFact(Need.Chromium)]
    public async Task Words_are_typed_sent_and_taken_back_by_keyboard()
    {
        await using var program = await StartAsync();
        await using var page = await chromium.Browser.NewPageAsync();
        var said = Listen(page);
        await page.GoToAsync(program.Url + Filtered);
        Assert.Equal(["count-per-key -> format", "▸ window-sum -> discard: Writer"], await NamesAsync(page));

        await TabToAsync(page, "document.activeElement.name === 'q'");
        for (var letter = 0; letter < "window".Length; letter++)
        {
            await page.Keyboard.PressAsync("Backspace");
        }

        await page.Keyboard.TypeAsync("numbers");
        await Task.WhenAll(page.WaitForNavigationAsync(), page.Keyboard.PressAsync("Enter"));
        Assert.EndsWith("&q=numbers&severity=#graph", page.Url, StringComparison.Ordinal);
        Assert.Equal(["Source: numbers -> throttle"], await NamesAsync(page));

        await TabToAsync(page, "document.activeElement.textContent === 'Show all'");
        await Task.WhenAll(page.WaitForNavigationAsync(), page.Keyboard.PressAsync("Enter"));
        Assert.Equal(3, (await NamesAsync(page)).Length);
        Assert.Empty(said);
    }

    [NeedsTheory(Need.Chromium)]
    [InlineData("light", 1280)]
    [InlineData("dark", 1280)]
    [InlineData("light", 320)]
    [InlineData("dark", 320)]
    public async Task A_filtered_page_is_readable_and_fits_its_window(string scheme, int width)
    {
        await using var program = await StartAsync();
        await using var page = await chromium.Browser.NewPageAsync();
        var said = Listen(page);
        await page.SetViewportAsync(new ViewPortOptions { Width = width, Height = 900 });
        await page.EmulateMediaFeaturesAsync([new MediaFeatureValue { MediaFeature = MediaFeature.PrefersColorScheme, Value = scheme }]);
        foreach (var address in (string[])[Filtered, "/job?target=demo&name=nouid&q=nobody&severity=critical"])
        {
            await page.GoToAsync(program.Url + address);

            Assert.Equal(1, await page.EvaluateExpressionAsync<int>("document.querySelectorAll('form input[name=q]').length"));
            Assert.Empty(await page.EvaluateExpressionAsync<string[]>(PageScripts.LowContrasts));
            Assert.Equal(0, await page.EvaluateExpressionAsync<int>(PageScripts.TooWide));
        }

        Assert.Empty(said);
    }

    [NeedsFact(Need.Chromium)]
    public async Task On_paper_it_says_what_was_left_out_and_shows_no_form()
    {
        await using var program = await StartAsync();
        await using var page = await chromium.Browser.NewPageAsync();
        await page.GoToAsync(program.Url + Filtered);
        await page.EmulateMediaTypeAsync(MediaType.Print);

        Assert.False(await page.EvaluateExpressionAsync<bool>("document.querySelector('form').checkVisibility()"));
        Assert.Contains("1 of 3 vertices fits window", await page.EvaluateExpressionAsync<string>("document.querySelector('.graph').innerText"), StringComparison.Ordinal);
    }

    private static async Task<Flinkready> StartAsync()
    {
        var program = await Flinkready.ListenAsync("demo");
        await program.MetricsAsync(page => page.HasSample("flinkready_target_up{target=\"demo\"} 1"));
        return program;
    }

    private static List<string> Listen(IPage page)
    {
        var said = new List<string>();
        page.Console += (_, message) => said.Add(message.Message.Text);
        page.PageError += (_, error) => said.Add(error.Message);
        return said;
    }

    private static Task<string[]> NamesAsync(IPage page) =>
        page.EvaluateExpressionAsync<string[]>("[...document.querySelectorAll('svg.job a text:nth-of-type(1)')].map(text => text.textContent)");

    private static async Task TabToAsync(IPage page, string isThere)
    {
        for (var press = 0; press < 100; press++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateExpressionAsync<bool>(isThere))
            {
                return;
            }
        }

        Assert.Fail($"The keyboard does not reach it: {isThere}");
    }
}

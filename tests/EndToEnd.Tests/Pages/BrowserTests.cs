using FlinkReady.EndToEnd.Tests.Support;
using PuppeteerSharp;
using PuppeteerSharp.Media;

namespace FlinkReady.EndToEnd.Tests.Pages;

/// <summary>The pages of the demo and of recordings in a real browser: nothing that its policy refuses, readable, on small windows, by keyboard and on paper.</summary>
public sealed class BrowserTests(ChromiumFixture chromium) : IClassFixture<ChromiumFixture>
{
    private const int MostPages = 40;

    public static TheoryData<string> Sources => ["demo", "1.17.2", "1.20.5", "2.3.0"];

    [NeedsTheory(Need.Chromium | Need.SharedMaterial)]
    [MemberData(nameof(Sources))]
    public async Task Every_page_is_quiet_readable_in_light_and_dark_and_fits_a_narrow_window(string source)
    {
        await using var program = await StartAsync(source);
        var mistakes = new List<string>();
        var pages = await Crawler.WalkAsync(program.Url + "/", mistakes);
        Assert.Contains(pages.Keys, page => page.Contains("/job?", StringComparison.Ordinal));

        await using var page = await PageAsync(mistakes);
        foreach (var address in pages.Where(entry => entry.Value.Length > 0).Select(entry => entry.Key).OrderBy(Interest).Take(MostPages))
        {
            await LookAsync(page, address, mistakes);
        }

        Assert.True(mistakes.Count == 0, string.Join('\n', mistakes.Distinct()));
    }

    [NeedsTheory(Need.Chromium | Need.SharedMaterial)]
    [MemberData(nameof(Sources))]
    public async Task The_HTML_report_is_quiet_readable_and_shows_its_evidence_on_paper(string source)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "report.html");
        await Flinkready.RunAsync("scan", "--recording", Recording(source == "demo" ? "2.3.0" : source), "--format", "html", "--output", file, "--fail-on", "never");
        var mistakes = new List<string>();

        await using var page = await PageAsync(mistakes);
        await LookAsync(page, new Uri(file).AbsoluteUri, mistakes);
        await page.EmulateMediaTypeAsync(MediaType.Print);

        Assert.True(mistakes.Count == 0, string.Join('\n', mistakes.Distinct()));
        Assert.True(await page.EvaluateExpressionAsync<int>(PageScripts.Evidence) > 0);
        Assert.Equal(0, await page.EvaluateExpressionAsync<int>(PageScripts.FoldedEvidence));
        Assert.NotEmpty(await page.EvaluateExpressionAsync<string[]>(PageScripts.GraphLinks));
        Assert.NotEmpty(await page.PdfDataAsync());
    }

    [NeedsFact(Need.Chromium)]
    public async Task The_keyboard_reaches_every_vertex_of_the_graph()
    {
        await using var program = await Flinkready.ListenAsync("demo");
        await program.MetricsAsync(page => page.HasSample("flinkready_target_up{target=\"demo\"} 1"));
        await using var page = await PageAsync([]);
        await page.GoToAsync(program.Url + "/job?target=demo&name=nouid");
        var links = await page.EvaluateExpressionAsync<string[]>(PageScripts.GraphLinks);

        var reached = new HashSet<string>();
        for (var press = 0; press < 300; press++)
        {
            await page.Keyboard.PressAsync("Tab");
            reached.Add(await page.EvaluateExpressionAsync<string>(PageScripts.Focused));
        }

        Assert.NotEmpty(links);
        Assert.Subset(reached, links.ToHashSet());
    }

    [NeedsFact(Need.Chromium)]
    public async Task On_paper_a_job_shows_its_evidence_and_no_navigation()
    {
        await using var program = await Flinkready.ListenAsync("demo");
        await program.MetricsAsync(page => page.HasSample("flinkready_target_up{target=\"demo\"} 1"));
        await using var page = await PageAsync([]);
        await page.GoToAsync(program.Url + "/job?target=demo&name=nouid");
        Assert.True(await page.EvaluateExpressionAsync<int>(PageScripts.FoldedEvidence) > 0);
        Assert.True(await page.EvaluateExpressionAsync<int>(PageScripts.VisibleNavigation) > 0);

        // Loaded anew: what a change of the medium alone does to folded parts is the browser's own business.
        await page.EmulateMediaTypeAsync(MediaType.Print);
        await page.ReloadAsync();

        Assert.Equal(0, await page.EvaluateExpressionAsync<int>(PageScripts.FoldedEvidence));
        Assert.Equal(0, await page.EvaluateExpressionAsync<int>(PageScripts.VisibleNavigation));
    }

    /// <summary>That these tests see what they look for.</summary>
    [NeedsFact(Need.Chromium)]
    public async Task What_the_policy_refuses_and_what_nobody_can_read_is_found()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("bad.html",
            """
            <!doctype html><html lang="en"><head><meta http-equiv="Content-Security-Policy" content="default-src 'none'"><title>x</title></head>
            <body><p style="color:red">styled</p><font color="#aaaaaa">faint</font><img width="500" height="5" alt=""></body></html>
            """);
        var mistakes = new List<string>();
        await using var page = await PageAsync(mistakes);

        await LookAsync(page, new Uri(file).AbsoluteUri, mistakes);

        Assert.Contains(mistakes, mistake => mistake.Contains("Content Security Policy", StringComparison.Ordinal));
        Assert.Contains(mistakes, mistake => mistake.Contains("FONT", StringComparison.Ordinal));
        Assert.Contains(mistakes, mistake => mistake.Contains("wider than its window", StringComparison.Ordinal));
    }

    private static async Task<Flinkready> StartAsync(string source)
    {
        var program = source == "demo" ? await Flinkready.ListenAsync("demo") : await Flinkready.ListenAsync("watch", "--recording", Recording(source), "--step", "200ms");
        await program.MetricsAsync(page => Samples.Of(page, "flinkready_target_up").Any(sample => sample.EndsWith(" 1", StringComparison.Ordinal)));
        return program;
    }

    private static string Recording(string version) => SharedMaterial.PathOf("flink-recordings", version, "s1-session-plain")!;

    // Pages of jobs first, then one of each kind.
    private static int Interest(string address) => address switch
    {
        _ when address.Contains("/job?", StringComparison.Ordinal) && !address.Contains("&size=", StringComparison.Ordinal) => 0,
        _ when address.Contains("/rules/", StringComparison.Ordinal) => 2,
        _ => 1,
    };

    private static async Task LookAsync(IPage page, string address, List<string> mistakes)
    {
        foreach (var scheme in (string[])["light", "dark"])
        {
            await page.SetViewportAsync(new ViewPortOptions { Width = scheme == "light" ? 1280 : 320, Height = 900 });
            await page.EmulateMediaFeaturesAsync([new MediaFeatureValue { MediaFeature = MediaFeature.PrefersColorScheme, Value = scheme }]);
            await page.GoToAsync(address);
            foreach (var text in await page.EvaluateExpressionAsync<string[]>(PageScripts.LowContrasts))
            {
                mistakes.Add($"{address} ({scheme}): contrast of {text}");
            }

            if (await page.EvaluateExpressionAsync<int>(PageScripts.TooWide) is > 0 and var pixels)
            {
                mistakes.Add($"{address} ({scheme}): {pixels} px wider than its window");
            }
        }
    }

    private async Task<IPage> PageAsync(List<string> mistakes)
    {
        var page = await chromium.Browser.NewPageAsync();
        page.Console += (_, said) => mistakes.Add($"{page.Url}: {said.Message.Text}");
        page.PageError += (_, error) => mistakes.Add($"{page.Url}: {error.Message}");
        return page;
    }
}

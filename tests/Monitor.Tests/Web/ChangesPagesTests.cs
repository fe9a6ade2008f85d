using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using FlinkReady.Monitor.Changes;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Tests.Support;
using FlinkReady.Monitor.Web;
using FlinkReady.Readiness.Verdicts;
using Microsoft.Extensions.Time.Testing;

namespace FlinkReady.Monitor.Tests.Web;

/// <summary>Changes as page, feed and JSON.</summary>
public sealed class ChangesPagesTests(DaemonFixture daemon) : IClassFixture<DaemonFixture>
{
    private const string Hostile = "\"><script>alert(1)</script>'&/%2F#?\u202E\u0000\uD800javascript:";

    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [Theory]
    [InlineData("/changes?days=0", 400)]
    [InlineData("/changes?days=8", 400)]
    [InlineData("/changes?days=1&target=nope", 200)]
    [InlineData("/changes/", 308)]
    [InlineData("/api/v1/changes?since=yesterday", 400)]
    [InlineData("/api/v1/changes?since=2026-01-02T03:04:05Z&target=demo", 200)]
    public async Task Each_answers_what_it_is_asked(string path, int status) =>
        Assert.Equal(status, (int)(await Http.SendAsync(HttpMethod.Get, daemon.Url + path)).Response.StatusCode);

    [Fact]
    public async Task The_API_shows_what_the_log_has_with_a_link_that_answers()
    {
        var log = (ChangeLog)daemon.Services.GetService(typeof(ChangeLog))!;
        log.Add([Change("nouid") with { Target = "demo", At = DateTimeOffset.UnixEpoch.AddYears(90) }]);

        using var json = JsonDocument.Parse(await Http.GetAsync(daemon.Url + "/api/v1/changes?since=2060-01-01T00:00:00Z"));
        var change = json.RootElement.EnumerateArray().First();

        Assert.Equal(["at", "kind", "target", "jobName", "rule", "severity", "from", "to", "message", "link"], change.EnumerateObject().Select(field => field.Name));
        Assert.Equal("/job?target=demo&name=nouid#c-operator-uid", change.GetProperty("link").GetString());
        Assert.Contains("id=\"c-operator-uid\"", await Http.GetAsync(daemon.Url + change.GetProperty("link").GetString()!.Split('#')[0]), StringComparison.Ordinal);
    }

    [Fact]
    public void The_feed_is_Atom_with_an_id_of_its_own_for_each_change()
    {
        var log = Log(Change("a"), Change("b"), Change("a") with { To = "waived" });

        var feed = XDocument.Parse(Encoding.UTF8.GetString(ChangesFeed.Write(log, new Uri("https://ready.example.com/flink"))));

        var entries = feed.Root!.Elements(Atom + "entry").ToList();
        Assert.Equal(3, entries.Select(entry => entry.Element(Atom + "id")!.Value).Distinct(StringComparer.Ordinal).Count());
        Assert.All(entries, entry => Assert.All((string[])["title", "id", "updated", "author", "link"], name => Assert.Single(entry.Elements(Atom + name))));
        Assert.Equal("https://ready.example.com/flink/", feed.Root.Attribute(XNamespace.Xml + "base")!.Value);
        Assert.Equal("job?target=t&name=a#c-operator-uid", entries[^1].Element(Atom + "link")!.Attribute("href")!.Value);
    }

    [Fact]
    public void Names_of_others_stay_text_in_list_and_feed()
    {
        var log = Log(Change(Hostile) with { Target = Hostile, Message = Hostile, From = Hostile, To = Hostile });

        string[] pages = [ChangesPage.Render(log, Made.Noon, 7, Hostile), StatusPages.Render(new(1, new MonitorConfiguration(), new(true, Made.Noon), [], Made.Whole()), log)];

        Assert.All(pages, page =>
        {
            Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("\">alert", page, StringComparison.Ordinal);
            Assert.DoesNotContain("\u202E", page, StringComparison.Ordinal);
        });
        var feed = Encoding.UTF8.GetString(ChangesFeed.Write(log, null));
        Assert.DoesNotContain("\u202E", XDocument.Parse(feed).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_password_in_a_name_is_shown_nowhere()
    {
        const string Name = "load from jdbc:postgresql://u:topsecret1@db/x?password=topsecret2";
        var log = Log(Change(Name) with { Message = Name });
        using var written = new MemoryStream();
        using (var json = new Utf8JsonWriter(written))
        {
            ChangeJson.Write(json, Change(Name) with { From = Name, To = Name, Message = Name }, "job");
        }

        string[] shown = [ChangesPage.Render(log, Made.Noon, 7, "t"), Encoding.UTF8.GetString(ChangesFeed.Write(log, null)), Encoding.UTF8.GetString(written.ToArray())];

        Assert.All(shown, text =>
        {
            Assert.Contains("load from jdbc:postgresql", text, StringComparison.Ordinal);
            Assert.DoesNotContain("topsecret", text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_quiet_night_is_one_line()
    {
        var page = StatusPages.Render(new(1, new MonitorConfiguration(), new(true, Made.Noon), [], Made.Whole()));

        Assert.Contains("Nothing changed since 2026-01-02 12:00:00Z", page, StringComparison.Ordinal);
    }

    private static ChangeLog Log(params Change[] changes)
    {
        var log = new ChangeLog(new FakeTimeProvider(Made.Noon));
        log.Add(changes);
        return log;
    }

    private static Change Change(string job) => new()
    {
        At = Made.Noon.AddMinutes(-5),
        Kind = ChangeKind.Check,
        Target = "t",
        JobName = job,
        Rule = "operator-uid",
        Severity = Severity.Critical,
        From = "pass",
        To = "fail",
        Message = "3 operators have no uid.",
    };
}

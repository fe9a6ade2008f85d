using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using FlinkReady.Monitor.Reports;

namespace FlinkReady.Monitor.Tests.Reports;

/// <summary>Whatever a job is called, a report stays what it is: no control of the terminal, no markup, no broken syntax.</summary>
public sealed partial class HostileNameTests
{
    private static readonly string PlainHtml = Write("html", "orders-job");

    public static TheoryData<int> Names => new(Enumerable.Range(0, HostileNames.All.Count));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_console_shows_lines_of_80_columns_without_control_characters(int name)
    {
        var page = Write("console", HostileNames.All[name]);

        Assert.DoesNotContain(page, character => char.IsControl(character) && character != '\n');
        Assert.DoesNotMatch(TurnsDirection(), page);
        Assert.All(page.Split('\n'), line => Assert.True(line.Length <= 80 + 18, line));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Json_is_valid_and_keeps_the_name(int name)
    {
        using var report = JsonDocument.Parse(Write("json", HostileNames.All[name]));
        var kept = report.RootElement.GetProperty("targets")[0].GetProperty("jobs")[0].GetProperty("jobName").GetString();

        // A lone surrogate is no text that UTF-8 could hold.
        Assert.Equal(string.Concat(HostileNames.All[name].EnumerateRunes()), kept);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Sarif_holds_its_schema(int name) => Schemas.AssertValid("sarif-schema-2.1.0.json", Write("sarif", HostileNames.All[name]));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_report_holds_its_schema(int name) => Schemas.AssertValid("report.schema.json", Write("json", HostileNames.All[name]));

    [Theory]
    [MemberData(nameof(Names))]
    public void Junit_holds_its_schema_and_has_the_same_cases(int name)
    {
        var document = JUnitSchema.AssertValid(Write("junit", HostileNames.All[name]));

        Assert.Equal(7, document.Descendants("testcase").Count());
        Assert.Single(document.Descendants("failure"));
        Assert.Single(document.Descendants("error"));
        Assert.Equal(3, document.Descendants("skipped").Count());
        Assert.All(document.Descendants("testsuite"), suite => Assert.Equal((int)suite.Attribute("tests")!, suite.Elements("testcase").Count()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Html_has_the_same_elements_whatever_the_names_are(int name)
    {
        var page = Write("html", HostileNames.All[name]);

        // The anchor of a finding is made of its names: hexadecimal, whatever they are. What may be written from right to left is isolated.
        static IEnumerable<string> Elements(string html) => Tags(Anchor().Replace(html, string.Empty)).Where(tag => tag is not ("<bdi>" or "</bdi>")).Order();
        Assert.Equal(Elements(PlainHtml), Elements(page));
        Assert.DoesNotContain(page, character => char.IsControl(character) && character != '\n');
        Assert.DoesNotMatch(TurnsDirection(), page);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Markdown_shows_the_name_as_it_is(int name)
    {
        var page = Write("markdown", HostileNames.All[name]);
        var tables = page.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).ToList();
        var text = Fences().Replace(page, string.Empty).Replace("<details><summary>How to fix</summary>", string.Empty, StringComparison.Ordinal).Replace("</details>", string.Empty, StringComparison.Ordinal);

        Assert.DoesNotContain(text, character => character == '<' || (char.IsControl(character) && character != '\n'));
        Assert.All(tables, line => Assert.Equal(5, UnescapedBars().Count(line)));
        Assert.DoesNotContain("](http://evil", text, StringComparison.Ordinal);
        Assert.DoesNotContain("@everyone", text, StringComparison.Ordinal);
        Assert.DoesNotMatch(TurnsDirection(), page);
    }

    private static string Write(string format, string name)
    {
        using var output = new MemoryStream();
        ReportFormats.Of(format).Write(Assessments.With(name), Assessments.Context, output);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static IEnumerable<string> Tags(string html) => Tag().Matches(html).Select(match => match.Value);

    [GeneratedRegex("(?<= id=\"f-)[0-9a-f]{12}(?=\")")]
    private static partial Regex Anchor();

    [GeneratedRegex("</?[a-zA-Z!][^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("[\u202A-\u202E\u2066-\u2069\u200E\u200F]")]
    private static partial Regex TurnsDirection();

    [GeneratedRegex("(?<!\\\\)\\|")]
    private static partial Regex UnescapedBars();

    [GeneratedRegex("^(`{3,})text\n.*?^\\1$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();
}

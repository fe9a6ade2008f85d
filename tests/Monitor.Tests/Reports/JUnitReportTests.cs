using System.Globalization;
using System.Xml.Linq;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Monitor.Tests.Cli;

namespace FlinkReady.Monitor.Tests.Reports;

/// <summary>The JUnit report is what a build server can read, on real clusters too.</summary>
public sealed class JUnitReportTests
{
    public static TheoryData<string> Recordings => RecordingReportTests.Recordings;

    [Theory]
    [MemberData(nameof(Recordings))]
    public async Task It_holds_the_schema_and_counts_what_it_lists(string recording)
    {
        var path = recording == "demo" ? recording : SharedMaterial.PathOf("flink-recordings", recording)!;

        var run = await CliRun.Of("scan", "--recording", path, "--format", "junit", "--fail-on", "info");

        Assert.True(run.ExitCode is ExitCodes.Success or ExitCodes.Violations, run.Error);
        var report = JUnitSchema.AssertValid(run.Out);
        Assert.All(report.Descendants("testsuite"), AssertCounts);
        Assert.Equal(run.ExitCode == ExitCodes.Violations, report.Descendants("failure").Any());
    }

    [Fact]
    public async Task A_target_that_does_not_answer_is_an_error_that_the_schema_knows()
    {
        var run = await CliRun.Of("scan", "http://127.0.0.1:1/", "--format", "junit");

        Assert.Equal(ExitCodes.NotAssessed, run.ExitCode);
        var suite = JUnitSchema.AssertValid(run.Out).Descendants("testsuite").Single(suite => suite.Elements("testcase").Elements("error").Any());
        AssertCounts(suite);
        Assert.Equal("connection", (string?)suite.Descendants("error").Single().Attribute("type"));
    }

    [Theory]
    [InlineData("<testsuites name=", "<testsuites title=")]
    [InlineData("<skipped message=", "<skipped reason=")]
    [InlineData("tests=", "cases=")]
    [InlineData("<testcase classname=", "<testcase class=")]
    public async Task The_schema_refuses_what_it_does_not_know(string before, string after)
    {
        var run = await CliRun.Of("scan", "--recording", "demo", "--format", "junit");

        Assert.Contains(before, run.Out, StringComparison.Ordinal);
        Assert.NotEmpty(JUnitSchema.Check(run.Out.Replace(before, after, StringComparison.Ordinal)));
    }

    private static void AssertCounts(XElement suite)
    {
        var cases = suite.Elements("testcase").ToList();
        Assert.Equal((int)suite.Attribute("tests")!, cases.Count);
        Assert.Equal((int)suite.Attribute("failures")!, cases.Elements("failure").Count());
        Assert.Equal((int)suite.Attribute("errors")!, cases.Elements("error").Count());
        Assert.Equal((int)suite.Attribute("skipped")!, cases.Elements("skipped").Count());
        Assert.All(cases, one => Assert.InRange(one.Elements().Count(), 0, 1));
        Assert.All(cases.Elements("skipped"), one => Assert.False(string.IsNullOrWhiteSpace((string?)one.Attribute("message"))));

        // The schema takes these for text; the servers don't.
        Assert.True(DateTime.TryParseExact((string?)suite.Attribute("timestamp"), "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));
        Assert.All(cases.Append(suite), one => Assert.True(decimal.TryParse((string?)one.Attribute("time"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)));
    }
}

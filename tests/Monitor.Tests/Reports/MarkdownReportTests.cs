using System.Text;
using FlinkReady.Monitor.Reports;
using FlinkReady.Monitor.Tests.Cli;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Verdicts;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace FlinkReady.Monitor.Tests.Reports;

/// <summary>The report that goes into a pull request as a comment, which GitHub refuses above 65,536 characters.</summary>
public sealed class MarkdownReportTests
{
    private const int Limit = 65_536;

    [Fact]
    public async Task Each_cause_is_a_row_and_each_fix_a_block_in_its_language()
    {
        var text = (await CliRun.Of("scan", "--recording", "demo", "--format", "markdown")).Out;
        var document = Markdown.Parse(text, new MarkdownPipelineBuilder().UsePipeTables().Build());

        var rows = document.Descendants<Table>().Single().OfType<TableRow>().Skip(1).ToList();
        Assert.Equal(rows.Count, rows.Select(row => text[row.Span.Start..row.Span.End]).Distinct().Count());
        Assert.Single(rows, row => text[row.Span.Start..row.Span.End].Contains("`checkpoint-retention`", StringComparison.Ordinal));
        Assert.Equal(["java", "yaml"], document.Descendants<FencedCodeBlock>().Select(block => block.Info!).Distinct().Order());
        Assert.DoesNotContain("Cut to fit", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, 150)]
    [InlineData(5_000, 40)]
    [InlineData(800, 4_000)]
    public void It_fits_a_comment_and_says_how_much_was_cut(int jobs, int nameLength)
    {
        var text = Write(Many(jobs, nameLength));

        Assert.InRange(text.Length, 10_000, Limit);
        Assert.Matches(@"\nCut to fit a comment: \d+ lines? of the table and \d+ fix(es)? are left out\.", text);
        var rows = text.Split('\n').Count(line => line.StartsWith("| 🔴", StringComparison.Ordinal));
        var cut = int.Parse(text.Split("Cut to fit a comment: ")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(jobs, rows + cut);
        Assert.Equal(text.Split("<details>").Length, text.Split("</details>").Length);
        Assert.Equal(0, text.Split("\n```").Skip(1).Count() % 2);
    }

    private static string Write(Assessment assessment)
    {
        using var output = new MemoryStream();
        new MarkdownReport().Write(assessment, Assessments.Context, output);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    // Each job has a fix of its own.
    private static Assessment Many(int jobs, int nameLength)
    {
        var one = Assessments.With("job");
        var target = one.Targets[0];
        var job = target.Jobs[0];
        var check = job.Checks.First(check => check.Status == CheckStatus.Fail);
        return one with
        {
            Checks = [],
            Targets =
            [
                target with
                {
                    Checks = [],
                    Jobs = [.. Enumerable.Range(0, jobs).Select(number => job with
                    {
                        JobName = $"{number}-{new string('j', nameLength)}",
                        Checks = [check with { Findings = [check.Findings[0] with { Remediation = $"Set in config.yaml:\na.b: {number}" }] }],
                    })],
                },
            ],
        };
    }
}

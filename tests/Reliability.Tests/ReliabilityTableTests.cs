using System.Text.RegularExpressions;

namespace FlinkReady.Reliability.Tests;

/// <summary>The table of <c>docs/reliability.md</c>, held against the list of faults and against the tests there are.</summary>
public sealed partial class ReliabilityTableTests
{
    private static readonly string[] Faults =
    [
        "connection refused", "DNS failure", "connect, header and body timeout", "slow drip body", "reset mid-body", "truncated JSON", "empty body",
        "HTML from a proxy with 200", "204", "redirects", "401, 403, 404 for the whole API", "429 and 503 with and without Retry-After",
        "the whole of a fail-over", "500 with Flink's errors on a job path", "a body of 100 MB", "a JSON nested 100,000 deep",
        "numbers out of range, NaN, strings where numbers belong", "missing and unknown fields, duplicate keys", "wrong encodings",
        "a job that disappears between two requests", "a job id that changes under the same name", "two jobs of one name", "0 jobs, 10,000 jobs",
        "`/jobs/overview` leaving jobs out", "empty vertex lists", "clock jumps", "expired, self-signed and wrong-host certificates",
        "missing client certificate", "rotated token and CA files", "disk full for `--output`", "SIGTERM in the middle of a poll",
        "a scrape during a poll", "a configuration reload during a poll", "1 dead target among 100",
        "a `Location` that no URL is",
        "the reason of a target that stays down",
        "600 idle and 600 half-sent connections beside the probes",
        "a half-closed scrape",
        "a page under a strange name (DNS rebinding)",
        "100 concurrent readers of the report, 60 that never read",
        "TLS as Flink up to 1.19 speaks it by default",
        "another job's body under a job's path",
        "ids in other case than the overview's",
        "a line of 70 MB to `operators -`",
        "closed standard input, output and error",
        "deleted working directory",
        "`ulimit -n 8`",
        "`ulimit -f`",
        "one JobManager with 200,000 jobs, 400,000 vertices, or descriptions of tens of MB",
        "control characters in logs",
        "a pipe, a device without an end or a mount that hangs in the place of a file",
        "an archive with indexes that are long together",
    ];

    private static readonly List<(string Fault, string[] Tests)> Rows =
    [
        .. File.ReadLines(Path.Combine(SharedMaterial.RepositoryRoot, "docs", "reliability.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && line.Contains('`', StringComparison.Ordinal))
            .Select(line => line.Trim('|').Split(" | "))
            .Select(cells => (cells[0].Trim(), InBackticks.Matches(cells[^1]).Select(match => match.Groups[1].Value).ToArray())),
    ];

    [Fact]
    public void Every_fault_of_the_list_has_its_row()
    {
        var rows = Rows.Select(row => row.Fault).ToHashSet(StringComparer.Ordinal);
        Assert.All(Faults, fault => Assert.Contains(fault, rows));
    }

    [Fact]
    public void Every_row_names_tests_that_exist()
    {
        var known = Directory.EnumerateFiles(Path.Combine(SharedMaterial.RepositoryRoot, "tests"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => TestMethod.Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .ToHashSet(StringComparer.Ordinal);
        Assert.All(Rows, row => Assert.NotEmpty(row.Tests));
        Assert.All(Rows.SelectMany(row => row.Tests), test => Assert.Contains(test, known));
    }

    [GeneratedRegex("`([A-Za-z0-9_]+)`")]
    private static partial Regex InBackticks { get; }

    [GeneratedRegex(@"public (?:async Task|void|Task) ([A-Z][A-Za-z0-9]*_[A-Za-z0-9_]+)\(")]
    private static partial Regex TestMethod { get; }
}

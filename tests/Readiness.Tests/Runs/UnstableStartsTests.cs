using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Tests.Harness;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Tests.Runs;

/// <summary>uid-unstable over several starts: after one pair of runs somebody may have renamed the uid, after two in a row nobody did.</summary>
public sealed partial class UnstableStartsTests
{
    private const string Job = "76d39e5e69d4f2131f5dac744ff762d0";
    private const string Source = "2a3f91d70c39d4d7b965afc3fed563f9";

    private static readonly string NextJob = new('3', 32);

    [Theory]
    [InlineData("5a0e11d70c39d4d7b965afc3fed563f9", CheckStatus.Fail, Certainty.Proven)]
    [InlineData(Source, CheckStatus.Pass, null)]
    public void A_second_change_in_a_row_proves_it(string source, CheckStatus expected, Certainty? certainty)
    {
        var fixture = RuleFixture.Load("uid-unstable/fail-uid-changed.json");
        var text = File.ReadAllText(Path.Combine(RuleFixture.Folder, fixture.File));
        text = text.Replace("file:/tmp/flink/savepoints/savepoint-78cb6c-427c9f4219ea", $"file:/checkpoints/{Job}/chk-99", StringComparison.Ordinal)
            .Replace(Job, NextJob, StringComparison.Ordinal).Replace($"/{NextJob}/chk-99", $"/{Job}/chk-99", StringComparison.Ordinal).Replace(Source, source, StringComparison.Ordinal);
        text = Moment().Replace(text, match => string.Create(CultureInfo.InvariantCulture, $"\"{match.Groups[1].Value}\": {long.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture) + 600_000}"));
        using var next = JsonDocument.Parse(text);
        var assessor = new Assessor(ReadinessPolicy.Default);
        var state = TargetState.Initial;
        foreach (var look in fixture.Looks.Append(new FixtureLook(next.RootElement, next.RootElement)))
        {
            var snapshot = look.ToSnapshot();
            state = assessor.Assess("orders", snapshot, state, snapshot.StartedAt);
        }

        var check = Assert.Single(state.Current!.Jobs).Checks.Single(one => one.Rule.Id == "uid-unstable");

        Assert.Equal(expected, check.Status);
        Assert.Equal(certainty, check.Findings.Select(finding => (Certainty?)finding.Certainty).SingleOrDefault());
    }

    [GeneratedRegex("\"(start-time|now)\": ([0-9]{13})", RegexOptions.CultureInvariant)]
    private static partial Regex Moment();
}

using System.Text;
using System.Text.Json;
using FlinkReady.Fleet.Clusters;
using FlinkReady.FlinkClient.Polls;
using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Verdicts;
using FlinkReady.Reliability.Tests.Support;

namespace FlinkReady.Reliability.Tests.Payloads;

/// <summary>
/// Each number of each answer of a sound cluster, replaced by what is no such number, through the real client and every rule: the field is
/// not known then, or the whole answer unreadable. No poll ends on it, no rule fails, and no verdict becomes another one.
/// </summary>
public sealed class OutOfRangeTests : IAssessmentObserver
{
    private static readonly DateTimeOffset Moment = new(2026, 3, 1, 12, 0, 7, TimeSpan.Zero);
    private static readonly SimulatedFleet Fleet = new(new FleetOptions { Clusters = 4, JobsPerCluster = 2, Seed = 7 }.WithChurn());

    /// <summary>Out of the range of every field, or no number.</summary>
    private static readonly string[] Meaningless =
        ["9223372036854775807", "-9223372036854775808", "9223372036854775808", "1e300", "-1e300", "-1", "NaN", "\"NaN\"", "\"12\"", "true", "{}", "[]"];

    /// <summary>At the edge of a type or of the calendar: some field may have it, so it may make a verdict, but no poll may end on it.</summary>
    private static readonly string[] Edges = ["0", "2147483647", "2147483648", "-2147483649", "253402300799999", "253402300800000", "0.5", "null"];

    private readonly List<string> _defects = [];

    public static TheoryData<int, string> Answers
    {
        get
        {
            string[] paths =
            [
                "/config", "/overview", "/taskmanagers", "/jobs", "/jobs/overview", "/jobs/:jobid", "/jobs/:jobid/config", "/jobs/:jobid/checkpoints",
                "/jobs/:jobid/checkpoints/config", "/jobs/:jobid/checkpoints/details/:checkpointid", "/jobs/:jobid/exceptions", "/jobs/:jobid/resource-requirements",
            ];
            return [.. new[] { 0, 3 }.SelectMany(cluster => paths.Select(path => (cluster, path)))];
        }
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task A_number_that_is_none_makes_nothing_but_unknown(int index, string endpoint)
    {
        var cluster = Fleet.Clusters[index];
        var time = new SteppingTime(Moment);
        using var wire = new ChangedWire(cluster, time);
        using var target = new SimulatedTarget(wire, time);
        var sound = await VerdictsAsync(target, cluster.Name);
        var path = PathOf(endpoint, cluster, wire);
        var body = wire.BodyOf(path);
        foreach (var (field, start, length) in Numbers(body))
        {
            foreach (var value in Meaningless.Concat(Edges))
            {
                wire.Changed = (path, [.. body[..start], .. Encoding.UTF8.GetBytes(value), .. body[(start + length)..]]);
                var verdicts = await VerdictsAsync(target, cluster.Name);

                Assert.True(_defects.Count == 0, $"{endpoint} {field} = {value}: {string.Join(", ", _defects)}");
                if (Meaningless.Contains(value) && !IsMeant(field, value))
                {
                    Assert.All(verdicts, verdict => Assert.True(
                        verdict.Value == CheckStatus.Unknown || verdict.Value == sound[verdict.Key],
                        $"{endpoint} {field} = {value}: {verdict.Key} is {verdict.Value} instead of {sound[verdict.Key]}"));
                }
            }
        }
    }

    void IAssessmentObserver.RuleFailed(RuleDescriptor rule, Exception exception) => _defects.Add($"{rule.Id} {exception.Message}");

    // Flink's own word for "no periodic checkpoints".
    private static bool IsMeant(string field, string value) => field == "interval" && value == "9223372036854775807";

    // Two looks: the second is the daemon's, with the first as what it knows.
    private async Task<IReadOnlyDictionary<string, CheckStatus>> VerdictsAsync(SimulatedTarget target, string cluster)
    {
        using var reader = target.Reader(cluster);
        var assessor = new Assessor(ReadinessPolicy.Default, this);
        var first = await reader.ReadAsync(null, ReadOptions.Everything, TestContext.Current.CancellationToken);
        var state = assessor.Assess("target", first, TargetState.Initial, Moment);
        var second = await reader.ReadAsync(first, ReadOptions.Incremental(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60)), TestContext.Current.CancellationToken);
        var assessment = assessor.Assess("target", second, state, Moment).Current!;
        return assessment.Checks.Select(check => (Key: check.Rule.Id, check.Status))
            .Concat(assessment.Jobs.SelectMany(job => job.Checks.Select(check => (Key: $"{job.JobId} {check.Rule.Id}", check.Status))))
            .ToDictionary(verdict => verdict.Key, verdict => verdict.Status, StringComparer.Ordinal);
    }

    private static string PathOf(string endpoint, SimulatedCluster cluster, ChangedWire wire)
    {
        var job = cluster.Runs(Moment).First(run => run.Traits.CheckpointInterval is not null).Id;
        using var statistics = JsonDocument.Parse(wire.BodyOf($"/jobs/{job}/checkpoints"));
        var checkpoint = statistics.RootElement.GetProperty("latest").GetProperty("completed").GetProperty("id").GetInt64();
        return endpoint.Replace(":jobid", job, StringComparison.Ordinal).Replace(":checkpointid", $"{checkpoint}", StringComparison.Ordinal);
    }

    // The first of each field: a list's entries, and a map's, are all alike.
    private static IEnumerable<(string Field, int Start, int Length)> Numbers(byte[] body)
    {
        var reader = new Utf8JsonReader(body);
        var path = new Stack<string>();
        var name = "";
        var found = new Dictionary<string, (int, int)>(StringComparer.Ordinal);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    name = reader.GetString()!;
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    path.Push(name.Length == 32 ? "*" : name);
                    name = "";
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    path.Pop();
                    name = "";
                    break;
                case JsonTokenType.Number:
                    var field = string.Join('.', path.Reverse().Append(name).Where(part => part.Length > 0));
                    found.TryAdd(field, ((int)reader.TokenStartIndex, (int)(reader.BytesConsumed - reader.TokenStartIndex)));
                    break;
            }
        }

        return found.Select(entry => (entry.Key, entry.Value.Item1, entry.Value.Item2));
    }
}

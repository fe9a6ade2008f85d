using System.Reflection;
using System.Text.RegularExpressions;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Tests.Harness;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Tests.Facts;

/// <summary>
/// The names of JSON fields stand once, beside the payloads that are read by them: evidence that named a field otherwise would send its reader to a place
/// that Flink's answer does not have.
/// </summary>
public sealed partial class FieldNameTests
{
    public static TheoryData<string> Fixtures => [.. RuleFixture.AllFiles];

    public static TheoryData<Type> Payloads => [.. typeof(FlinkJson).Assembly.GetTypes().Where(type => PayloadField.NamesOf(type).Count > 0)];

    [Theory]
    [MemberData(nameof(Payloads))]
    public void A_payload_is_read_by_the_names_beside_it(Type payload)
    {
        var declared = payload.GetNestedType("Field")?.GetFields(BindingFlags.Public | BindingFlags.Static)
            .ToDictionary(field => field.Name, field => (string)field.GetRawConstantValue()!);
        Assert.Equal(
            PayloadField.NamesOf(payload).OrderBy(pair => pair.Key, StringComparer.Ordinal),
            (declared ?? []).OrderBy(pair => pair.Key, StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void A_fact_names_a_field_of_its_answer(string file)
    {
        foreach (var look in RuleFixture.Load(file).Looks)
        {
            var cluster = new ClusterFacts(look.ToSnapshot());
            object[] facts =
            [
                cluster, .. cluster.TaskManagers, .. cluster.Jobs, .. cluster.Jobs.Select(job => job.Checkpointing), .. cluster.Jobs.Select(job => job.Failures), .. cluster.Jobs.SelectMany(job => job.Vertices),
            ];
            AssertKnown(facts.SelectMany(EvidenceOf));
            AssertKnown(cluster.Jobs.SelectMany(job => job.Vertices.Select(vertex => job.RequestedParallelism(vertex.Id).Evidence)));
            AssertKnown(cluster.Jobs.SelectMany(job => new[]
            {
                job.Timestamp(job.State).Evidence, job.StateEvidence, cluster.JobLists.Id(job.Id).Evidence, cluster.JobLists.Status(job.Id).Evidence,
                cluster.JobLists.Entry(job.Id).Evidence, job.Checkpointing.NotEnabled, job.Checkpointing.DurationEvidence(0),
            }));
            AssertKnown(cluster.Jobs.SelectMany(job => job.Checkpointing.FinishedEvidence(1, 1)));
        }
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void A_finding_names_a_field_of_its_answer(string file)
    {
        var assessor = new Assessor(new ReadinessPolicy());
        var state = TargetState.Initial;
        foreach (var look in RuleFixture.Load(file).Looks)
        {
            state = assessor.Assess("fixture", look.ToSnapshot(), state, look.Now);
        }

        var checks = state.Current!.Checks.Concat(state.Current.Jobs.SelectMany(job => job.Checks));
        AssertKnown(checks.SelectMany(check => check.Findings).SelectMany(finding => finding.Evidence).Where(evidence => evidence.Path.StartsWith('/')));
    }

    [Fact]
    public void No_fact_types_a_name_in()
    {
        foreach (var (file, text) in Sources("Facts").Concat(Sources("History")))
        {
            foreach (Match match in TypedField().Matches(text))
            {
                var typed = Hole().Replace(match.Groups["text"].Value, string.Empty);
                Assert.False(typed.Any(char.IsLetter), $"{file} types a field in instead of taking it from its payload: {match.Value}");
            }
        }
    }

    [Fact]
    public void No_rule_writes_evidence()
    {
        foreach (var (file, text) in Sources("Rules"))
        {
            Assert.False(WrittenEvidence().IsMatch(text), $"{file} writes evidence: a fact carries it");
        }
    }

    private static void AssertKnown(IEnumerable<Evidence> evidence)
    {
        foreach (var item in evidence)
        {
            Assert.Null(PayloadField.FaultIn(item.Path, item.Field));
        }
    }

    // Every fact that a part of the facts shows as a property.
    private static IEnumerable<Evidence> EvidenceOf(object facts) =>
        facts.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(Fact<>))
            .Select(property => property.PropertyType.GetProperty("Evidence")!.GetValue(property.GetValue(facts)))
            .Cast<Evidence>();

    private static IEnumerable<(string File, string Text)> Sources(string room)
    {
        var folder = Path.Combine(SharedMaterial.RepositoryRoot, "src", "Readiness", room);
        return Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Select(file => (Path.GetRelativePath(folder, file), File.ReadAllText(file)));
    }

    // A text where a field is put together: the first argument of what makes a fact or evidence, or the one behind the origin; a constant, a variable or a
    // method that holds a field. Texts that begin with / are paths.
    [GeneratedRegex(
        """
        ( \b(Value|Object|Known|Missing|FieldPath|Evidence|Slots|Of|Field|HistoryField)(<[^()]*>)?\( \s* ([\w.]+,\s* | "/[^"]*",\s*)?
        | (private\ const\ string\ \w+ | var\ (field|name))\ =\ (string\.Create\([\w.]+,\ )?
        | Field\(string\ \w+\)\ =>\ )
        \$?"(?<text>[^"/][^"]*)"
        """,
        RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex TypedField();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"new\s+Evidence\s*\(|Fact<[^()]*>\.(Known|Missing)\(", RegexOptions.ExplicitCapture)]
    private static partial Regex WrittenEvidence();
}

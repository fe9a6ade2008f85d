using System.Text.Json;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Plans;
using FlinkReady.Readiness.Tests.Plans;

namespace FlinkReady.Readiness.Tests.Comparing;

/// <summary>A job that runs, the plans of its program after one change, and what Flink's own classes knew of both.</summary>
internal sealed record ProgramPair(string Id, string Change, JobDetails Job, ProgramPlan OldChained, ProgramPlan OldUnchained, ProgramPlan NewChained, ProgramPlan NewUnchained, PairTruth Truth)
{
    /// <summary>The pairs of the shared material.</summary>
    public static IEnumerable<ProgramPair> All() => PlanFiles.Lines(SharedMaterial.PathOf("plans", "pairs.jsonl.gz")!).Select(Parse);

    private static ProgramPair Parse(string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        var (old, fresh) = (root.GetProperty("old"), root.GetProperty("new"));
        return new ProgramPair(
            root.GetProperty("id").GetString()!,
            root.GetProperty("change").GetString()!,
            old.GetProperty("job").Deserialize(FlinkJson.Default.JobDetails)!,
            PlanFiles.Read(old.GetProperty("chained")),
            PlanFiles.Read(old.GetProperty("unchained")),
            PlanFiles.Read(fresh.GetProperty("chained")),
            PlanFiles.Read(fresh.GetProperty("unchained")),
            PairTruth.Parse(root.GetProperty("truth")));
    }
}

/// <summary>The truth about a pair: see the README of the plans.</summary>
internal sealed record PairTruth(
    IReadOnlySet<string> Kept, IReadOnlyDictionary<string, bool?> Lost, IReadOnlySet<string> New, IReadOnlySet<string> ByChance, IReadOnlySet<string> OtherOperator, IReadOnlySet<string> AboveMax, IReadOnlyDictionary<string, string> Pinned)
{
    public static PairTruth Parse(JsonElement truth) => new(
        Ids(truth, "kept"),
        truth.GetProperty("lost").EnumerateArray().ToDictionary(
            one => one.GetProperty("id").GetString()!,
            one => one.GetProperty("stateful").ValueKind == JsonValueKind.Null ? (bool?)null : one.GetProperty("stateful").GetBoolean()),
        Ids(truth, "new"),
        Ids(truth, "keptByChance"),
        truth.GetProperty("otherOperator").EnumerateArray().Select(one => one.GetProperty("id").GetString()!).ToHashSet(),
        Ids(truth, "aboveMax"),
        truth.GetProperty("pinned").EnumerateArray().ToDictionary(one => one.GetProperty("old").GetString()!, one => one.GetProperty("new").GetString()!));

    private static HashSet<string> Ids(JsonElement truth, string name) => [.. truth.GetProperty(name).EnumerateArray().Select(id => id.GetString()!)];
}

using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.OperatorIds.Texts;

namespace FlinkReady.Readiness.Plans;

/// <summary>Texts of plans.</summary>
internal static class PlanText
{
    /// <summary>A description of one operator, as the program gave it.</summary>
    public static string Read(string description) => DescriptionReader.Unescape(description).TrimEnd('\n');

    /// <summary>A sentence on what does not fit.</summary>
    public static string Differ(PlanGraph unchained, int node, string how) =>
        $"the two plans are of different programs, arguments or settings: {Text.Name(Read(unchained.Plan.Nodes[node].Description))} {how}";
}

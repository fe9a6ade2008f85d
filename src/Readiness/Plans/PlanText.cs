using FlinkReady.Readiness.OperatorIds.Texts;

namespace FlinkReady.Readiness.Plans;

/// <summary>Texts of plans.</summary>
internal static class PlanText
{
    /// <summary>A description of one operator, as the program gave it.</summary>
    public static string Read(string description) => DescriptionReader.Unescape(description).TrimEnd('\n');
}

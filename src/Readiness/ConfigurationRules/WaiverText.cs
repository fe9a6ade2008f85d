using System.Globalization;
using System.Text;
using FlinkReady.Readiness.Waivers;

namespace FlinkReady.Readiness.ConfigurationRules;

/// <summary>Words a waiver for a message.</summary>
internal static class WaiverText
{
    /// <summary>What it covers: <c>operator-uid on target *, job legacy-*</c>.</summary>
    public static string Describe(Waiver waiver)
    {
        var text = new StringBuilder(waiver.Rule).Append(" on target ").Append(waiver.Target);
        if (waiver.Job is { } job)
        {
            text.Append(", job ").Append(job);
        }

        if (waiver.Vertex is { } vertex)
        {
            text.Append(", vertex ").Append(vertex);
        }

        return text.ToString();
    }

    /// <summary>A field of a waiver in the configuration: <c>waivers[2].expires</c>.</summary>
    public static string Field(int index, string field) => string.Create(CultureInfo.InvariantCulture, $"waivers[{index}].{field}");
}

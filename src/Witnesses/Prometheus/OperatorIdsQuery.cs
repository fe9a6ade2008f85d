using System.Globalization;
using System.Text;
using FlinkReady.Witnesses.Contents;

namespace FlinkReady.Witnesses.Prometheus;

/// <summary>
/// The one question for the operators of a run. Every operator that runs has <c>numRecordsIn</c>, whatever its kind and the reporter's scope formats. A
/// range that begins with the run still shows vertices that are finished and targets whose last scrape failed, and shows no earlier run of the same id.
/// </summary>
/// <param name="JobId">32 hex digits.</param>
/// <param name="StartMs">The run's start, Unix time by the JobManager's clock.</param>
/// <param name="AtMs">The moment that is asked for.</param>
/// <param name="Matchers">Label and value, added to every selector: one Prometheus may hold many clusters.</param>
internal sealed record OperatorIdsQuery(string JobId, long StartMs, long AtMs, IReadOnlyDictionary<string, string> Matchers)
{
    /// <summary>The longest range, in seconds: samples cost.</summary>
    public const int LongestRange = 600;

    private const int IdLength = 32;

    /// <summary>Seconds from the run's start to the moment, 1 to <see cref="LongestRange"/>.</summary>
    public long Range => Math.Clamp((AtMs - StartMs) / 1000, 1, LongestRange);

    /// <summary>The same for the run's first minutes: there are vertices that finished since.</summary>
    public OperatorIdsQuery OfBeginning => this with { AtMs = StartMs + (LongestRange * 1000L) };

    /// <summary>The query in PromQL.</summary>
    public string Text
    {
        get
        {
            if (JobId.Length != IdLength || !JobId.All(char.IsAsciiHexDigit))
            {
                throw new UnreadException(UnreadReason.Failed, "the job's id is none");
            }

            var matchers = string.Concat(Matchers.Select(matcher => $", {Label(matcher.Key)}=\"{Escape(matcher.Value)}\""));
            return $$"""
                group by (task_id, operator_id, operator_name) (last_over_time({__name__=~".+[._]operator[._]numRecordsIn(_total)?", job_id="{{JobId}}", operator_id!=""{{matchers}}}[{{Range}}s]))
                """;
        }
    }

    /// <summary>The address to ask at.</summary>
    /// <param name="url">The server's, with or without a path before its API.</param>
    public Uri At(Uri url) => new(string.Create(CultureInfo.InvariantCulture, $"{url.AbsoluteUri.TrimEnd('/')}/api/v1/query?query={Uri.EscapeDataString(Text)}&time={AtMs / 1000m:0.000}"));

    private static string Label(string name) => name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_')
        ? name
        : throw new UnreadException(UnreadReason.NotConfigured, $"prometheus.matchers: {name} is no name of a label");

    private static string Escape(string value) => new StringBuilder(value).Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n").ToString();
}

using System.Globalization;
using System.Text;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Monitor.Reports;
using FlinkReady.Monitor.Targets;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Verdicts;
using static FlinkReady.Monitor.Html.HtmlText;

namespace FlinkReady.Monitor.Web;

/// <summary>A target's row on the first page.</summary>
internal sealed class FleetRow
{
    private readonly int[]? _open;
    private int _unknown;

    /// <summary>The row of a target.</summary>
    public FleetRow(TargetView target)
    {
        Target = target;

        // While the cluster does not answer, what was found before still stands.
        _open = target.State.Settled is null ? null : new int[Enum.GetValues<Severity>().Length];
        Each(target.State.Settled, check => _open![(int)check.Severity] += check.Status == CheckStatus.Fail ? check.OpenFindings : 0);
        Each(target.State.Current, check => _unknown += check.Status == CheckStatus.Unknown ? 1 : 0);
    }

    /// <summary>The target.</summary>
    public TargetView Target { get; }

    /// <summary>The severity of the worst that is open; null where nothing is.</summary>
    public Severity? Worst => _open is null ? null : Severities.WorstFirst.Where(severity => _open[(int)severity] > 0).Select(severity => (Severity?)severity).FirstOrDefault();

    /// <summary>Rows, the worst first: what is down, then by what is open, then by name.</summary>
    public static IReadOnlyList<FleetRow> Of(IEnumerable<TargetView> targets) =>
    [
        .. targets.Select(target => new FleetRow(target))
            .OrderByDescending(row => row.Target.IsDown)
            .ThenByDescending(row => row._open?[(int)Severity.Critical] ?? 0)
            .ThenByDescending(row => row._open?[(int)Severity.Warning] ?? 0)
            .ThenBy(row => row.Target.Target.Name, StringComparer.Ordinal),
    ];

    /// <summary>Writes it.</summary>
    public void Write(StringBuilder html)
    {
        var name = Target.Target.Name;
        var current = Target.State.Current;
        html.Append($"<tr><td><a href=\"{Encode(PageLinks.Target(name))}\">{EncodeLine(name)}</a><br><small>{Encode(Target.Access.Address)}</small></td>");
        html.Append($"<td>{State()} <small><a href=\"api/v1/targets/{Encode(Uri.EscapeDataString(name))}/exchanges\">requests</a></small></td>");
        html.Append($"<td>{Encode(current?.FlinkVersion)}</td>");
        Number(html, current is { Assessed: true } ? current.Jobs.Count(job => !job.IsTerminal) : null);
        Number(html, current is { Assessed: true } ? current.Jobs.Count(job => job.IsTerminal) : null);
        html.Append($"<td class=\"n\">{current?.Score?.ToString("0.0", CultureInfo.InvariantCulture)}</td>");
        Number(html, _open?[(int)Severity.Critical], "critical");
        Number(html, _open?[(int)Severity.Warning], "warning");
        Number(html, _open?[(int)Severity.Info]);
        Number(html, current is null || _open is null ? null : _unknown);
        html.Append($"<td>{(Target.LastSuccess is { } last ? ReportWords.ToSecond(last) : "never")}</td></tr>\n");
    }

    private string State() => Target.State.Current switch
    {
        null => "<span class=\"new\">not tried yet</span>",
        { IsUp: true } => "<span class=\"up\">up</span>",
        var current => $"<span class=\"down\">down</span>: {Encode(current.Error?.Reason.ToText())}{Encode(Target.Downtime is { } down ? $", {down}" : string.Empty)}. {Encode(current.Error?.Message)}",
    };

    // Plain loops: a fleet has hundreds of thousands of checks.
    private static void Each(TargetAssessment? target, Action<CheckResult> look)
    {
        for (var job = -1; target is not null && job < target.Jobs.Count; job++)
        {
            var checks = job < 0 ? target.Checks : target.Jobs[job].Checks;
            for (var check = 0; check < checks.Count; check++)
            {
                look(checks[check]);
            }
        }
    }

    private static void Number(StringBuilder html, int? count, string kind = "") =>
        html.Append(CultureInfo.InvariantCulture, $"<td class=\"n\">{(count > 0 && kind.Length > 0 ? $"<span class=\"{kind}\">{count}</span>" : $"{count}")}</td>");
}

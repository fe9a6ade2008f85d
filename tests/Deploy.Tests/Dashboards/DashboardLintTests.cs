using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FlinkReady.Deploy.Tests.Manifests;

namespace FlinkReady.Deploy.Tests.Dashboards;

/// <summary>The rules of grafana/dashboard-linter, each under its name there.</summary>
/// <remarks>
/// Its rules on <c>instance</c> are left out (and in <c>deploy/grafana/.lint</c>): the dashboard is about Flink clusters,
/// whichever pod watches them, and folds instances together.
/// </remarks>
public sealed partial class DashboardLintTests
{
    private static readonly string[] Units = ["none", "percentunit", "bytes", "Bps", "s", "ops", "reqps", "dateTimeAsIso"];

    [Fact]
    public void Template_datasource_rule()
    {
        var variable = Assert.Single(Dashboard.Variables, variable => variable.Text("type") == "datasource");
        Assert.Equal("datasource", variable.Text("name"));
        Assert.Equal("prometheus", variable.Text("query"));
        Assert.Equal("Data source", variable.Text("label"));
    }

    [Fact]
    public void Template_job_rule()
    {
        var job = Assert.Single(Dashboard.Variables, variable => variable.Text("name") == "job");
        Assert.Equal("Job", job.Text("label"));
        Assert.Equal(".+", job.Text("allValue"));
        Assert.True(job["multi"]!.GetValue<bool>());
    }

    [Fact]
    public void Template_label_promql_and_on_time_change_reload_rules() =>
        Assert.All(Dashboard.Variables.Where(variable => variable.Text("type") == "query"), variable =>
        {
            Assert.StartsWith("label_values(", variable.Text("query.query"), StringComparison.Ordinal);
            Assert.Equal("${datasource}", variable.Text("datasource.uid"));
            Assert.Equal("2", variable.Text("refresh"));
        });

    [Fact]
    public void The_variables_are_those_by_which_people_look() =>
        Assert.Equal(["datasource", "job", "target", "job_name", "severity"], Dashboard.Variables.Select(variable => variable.Text("name")));

    [Fact]
    public void Panel_datasource_rule() =>
        Assert.All(Dashboard.Panels, panel =>
        {
            Assert.Equal("${datasource}", panel.Text("datasource.uid"));
            Assert.All(panel.At("targets")!.AsArray(), target => Assert.Equal("${datasource}", target.Text("datasource.uid")));
        });

    [Fact]
    public void Panel_title_description_rule() =>
        Assert.All(Dashboard.Panels, panel =>
        {
            Assert.NotEmpty(panel.Text("title")!);
            Assert.EndsWith(".", panel.Text("description"), StringComparison.Ordinal);
        });

    [Fact]
    public void Panel_units_rule() => Assert.All(Dashboard.Panels, panel => Assert.Contains(panel.Text("fieldConfig.defaults.unit"), Units));

    [Fact]
    public void Panel_no_targets_rule() => Assert.All(Dashboard.Panels, panel => Assert.NotEmpty(panel.At("targets")!.AsArray()));

    [Fact]
    public void Target_job_rule() =>
        Assert.All(Dashboard.Queries, query =>
        {
            var selectors = Selector().Matches(query.Expression);
            Assert.NotEmpty(selectors);
            Assert.All(selectors, selector => Assert.Contains("job=~\"$job\"", selector.Value, StringComparison.Ordinal));
        });

    [Fact]
    public void Target_rate_interval_and_counter_agg_rules()
    {
        Assert.All(Dashboard.Queries, query =>
        {
            Assert.All(Range().Matches(query.Expression), range => Assert.Equal("[$__rate_interval]", range.Value));
            Assert.All(Counter().Matches(query.Expression), counter =>
                Assert.EndsWith("rate(", query.Expression[..counter.Index], StringComparison.Ordinal));
        });
        Assert.Contains(Dashboard.Queries, query => query.Expression.Contains("$__rate_interval", StringComparison.Ordinal));
    }

    [Fact]
    public void Uneditable_dashboard_rule() => Assert.False(Dashboard.Root["editable"]!.GetValue<bool>());

    [Fact]
    public void Ids_are_unique_and_no_panels_overlap()
    {
        var panels = Dashboard.Root.At("panels")!.AsArray();
        Assert.Equal(panels.Count, panels.Select(panel => panel.Text("id")).Distinct().Count());

        var cells = panels.SelectMany(panel => Cells(panel.At("gridPos")!)).ToList();
        Assert.Equal(cells.Count, cells.Distinct().Count());
        Assert.All(cells, cell => Assert.InRange(cell.X, 0, 23));
    }

    [Fact]
    public void Violations_link_to_the_page_of_their_rule()
    {
        var table = Dashboard.Panels.Single(panel => panel.Text("title") == "Violations" && panel.Text("type") == "table");

        Assert.Contains("help_url", table.Text("targets.0.expr"), StringComparison.Ordinal);
        Assert.Contains("${__data.fields.Page}", table.At("fieldConfig.overrides")!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("Page", table.At("transformations.0.options.renameByName")!["help_url"]!.GetValue<string>());
    }

    private static IEnumerable<(int X, int Y)> Cells(JsonNode position)
    {
        int Of(string key) => position[key]!.GetValue<int>();
        return from x in Enumerable.Range(Of("x"), Of("w")) from y in Enumerable.Range(Of("y"), Of("h")) select (x, y);
    }

    [GeneratedRegex(@"\b(flinkready|process)_[a-z0-9_]+(\{[^}]*\})?")]
    private static partial Regex Selector();

    [GeneratedRegex(@"\[[^\]]+\]")]
    private static partial Regex Range();

    [GeneratedRegex(@"\b(flinkready|process)_[a-z0-9_]+_total\b")]
    private static partial Regex Counter();
}

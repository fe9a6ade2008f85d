using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FlinkReady.Monitor.Reports.Views;
using FlinkReady.Monitor.Tests.Support;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.OperatorIds.Contract;

namespace FlinkReady.Monitor.Tests.Reports;

/// <summary>The table of operators: nothing is lost where many rows have something in common.</summary>
public sealed class OperatorTableTests
{
    [Fact]
    public void What_many_have_in_common_is_said_once_and_each_row_says_which_it_is()
    {
        var table = Table(
            [.. Enumerable.Range(0, 6).Select(number => (Id(number), $"The id {Id(number)} is the hash of this text.")), (Id(6), "Undecided: alone."), .. Enumerable.Range(7, 5).Select(number => (Id(number), "Undecided: <all>."))]);

        Assert.Contains("<li value=\"1\"><bdi>The id … is the hash of this text.</bdi></li>\n<li value=\"2\">Undecided: &lt;all&gt;.</li>", table, StringComparison.Ordinal);
        Assert.All(Enumerable.Range(0, 6), number => Assert.Equal(1, Regex.Count(table, $"<td>note 1 for {Id(number)}</td>")));
        Assert.Contains("<td>Undecided: alone.</td>", table, StringComparison.Ordinal);
        Assert.Equal(5, Regex.Count(table, "<td>note 2</td>"));
    }

    [Fact]
    public void What_few_have_in_common_stands_in_their_rows()
    {
        var table = Table([.. Enumerable.Range(0, 4).Select(number => (Id(number), "Undecided: all."))]);

        Assert.Equal(4, Regex.Count(table, "<td>Undecided: all.</td>"));
        Assert.DoesNotContain("<ol>", table, StringComparison.Ordinal);
    }

    [Fact]
    public void The_figures_of_a_vertex_stand_beside_all_its_operators_and_none_is_missing()
    {
        var vertex = new JobVertexView(Id(1), "a -> b", 3, 128, true, 42, 2048, []);
        var job = Made.Job("j", "1") with { Operators = [new VertexOperators(Id(1), "a -> b", [Operator("a", Id(1), "p"), Operator("b", null, "q")])] };

        var table = Table(VertexBox.Of([vertex, new JobVertexView(Id(2), "c", null, null, false, null, null, [])], job));

        Assert.Contains("<td rowspan=\"2\">2 KiB</td><td rowspan=\"2\">3</td><td rowspan=\"2\">128</td><td rowspan=\"2\">× 42</td><td rowspan=\"2\">42 – 43</td></tr>", table, StringComparison.Ordinal);

        // One that nothing was read of has a cell for each column.
        var row = table[table.IndexOf($"<tr id=\"v-{Id(2)}\">", StringComparison.Ordinal)..];
        Assert.Equal(Regex.Count(table, "<th[ >]") - 2, Regex.Count(row, "<t[hd][ >]"));
    }

    private static string Table((string Id, string Proof)[] rows) => Table(VertexBox.Of(
        [.. rows.Select(row => new JobVertexView(row.Id, "v", 1, 128, false, null, null, []))],
        Made.Job("j", "1") with { Operators = [.. rows.Select(row => new VertexOperators(row.Id, "v", [Operator("v", row.Id, row.Proof)]))] }));

    private static string Table(IReadOnlyList<VertexBox> boxes)
    {
        var html = new StringBuilder();
        OperatorTable.Write(html, boxes, VertexLinks.Within(string.Empty, boxes));
        return html.ToString();
    }

    private static OperatorVerdict Operator(string name, string? id, string proof) => new(0, name, UidVerdict.Auto, id, null, null, true, false, proof);

    private static string Id(int number) => number.ToString("x32", CultureInfo.InvariantCulture);
}

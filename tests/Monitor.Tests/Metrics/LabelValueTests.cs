using FlinkReady.Monitor.Tests.Support;

namespace FlinkReady.Monitor.Tests.Metrics;

public sealed class LabelValueTests
{
    [Theory]
    [InlineData("a\\b", "a\\\\b")]
    [InlineData("say \"hi\"", "say \\\"hi\\\"")]
    [InlineData("two\nlines", "two\\nlines")]
    [InlineData("\n\\\"", "\\n\\\\\\\"")]
    [InlineData("<script>|`]]>", "<script>|`]]>")]
    [InlineData("größe → 🙂", "größe → 🙂")]
    [InlineData("cr\rtab\tnul\0", "cr\rtab\tnul\0")]
    [InlineData("", "")]
    public void Backslash_quote_and_line_feed_are_escaped_and_nothing_else(string name, string written)
    {
        var page = Exposition.Of(Made.View(Made.Assessment("t", [], Made.Job(name, "id", Made.Fail("r")))));

        Assert.Contains($"flinkready_violation{{target=\"t\",job_name=\"{written}\",rule=\"r\",severity=\"critical\"}} 1\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_surrogate_pair_becomes_the_replacement_character()
    {
        var page = Exposition.Of(Made.View(Made.Assessment("t", [], Made.Job("half " + '\ud800' + " pair", "id", Made.Fail("r")))));

        Assert.Contains("job_name=\"half \ufffd pair\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_beyond_1024_characters_are_cut_and_count_as_one_name()
    {
        var stem = new string('x', 1022) + "🙂";
        var page = Exposition.Of(Made.View(Made.Assessment("t", [], Made.Job(stem + "1", "a", Made.Fail("r")), Made.Job(stem + "2", "b", Made.Fail("r")))));

        Assert.Equal([$"flinkready_violation{{target=\"t\",job_name=\"{new string('x', 1022)}…\",rule=\"r\",severity=\"critical\"}} 2"], Exposition.Samples(page, "flinkready_violation"));
    }
}

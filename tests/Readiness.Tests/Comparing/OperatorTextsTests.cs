using FlinkReady.Readiness.Comparing;

namespace FlinkReady.Readiness.Tests.Comparing;

/// <summary>Whether the text of an operator, on each side, tells that another one has the id now: metadata has names, a plan descriptions.</summary>
public sealed class OperatorTextsTests
{
    private const string Window = "Window(TumblingProcessingTimeWindows(5000), ProcessingTimeTrigger, Totals$$Lambda$1465/0x00007f550a923c38, PassThroughWindowFunction)";

    [Theory]
    [InlineData("window-sum", Window, false)]
    [InlineData("TumblingProcessingTimeWindows", Window, false)]
    [InlineData("Source: numbers", Window, true)]
    [InlineData("discard: Writer", Window, true)]
    [InlineData("remember", "format", true)]
    [InlineData("remember", "remember", false)]
    [InlineData("Window(TumblingProcessingTimeWindows(1000), ProcessingTimeTrigger, Max)", Window, true)]
    public void A_name_is_held_against_a_description_only_where_that_is_called_alike(string name, string description, bool areApart)
    {
        var (named, planned) = (new ComparedOperator("1", name), new ComparedOperator("1", description));

        Assert.Equal(areApart, OperatorTexts.AreApart(named, planned));
        Assert.Equal(areApart, OperatorTexts.AreApart(planned, named));
    }

    [Fact]
    public void Where_both_sides_have_the_description_the_window_s_name_decides_nothing()
    {
        var old = new ComparedOperator("1", "count") { Description = "count of orders" };

        Assert.True(OperatorTexts.AreApart(old, new ComparedOperator("1", Window)));
        Assert.False(OperatorTexts.AreApart(old with { Description = Window.Replace("1465/0x00007f550a923c38", "7", StringComparison.Ordinal) }, new ComparedOperator("1", Window)));
    }
}

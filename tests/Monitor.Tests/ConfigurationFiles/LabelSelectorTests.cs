using FlinkReady.Monitor.Configuration;

namespace FlinkReady.Monitor.Tests.ConfigurationFiles;

/// <summary>Selectors mean what Kubernetes means by them.</summary>
public sealed class LabelSelectorTests
{
    [Theory]
    [InlineData("app=flink", "app=flink", true)]
    [InlineData("app==flink", "app=flink", true)]
    [InlineData("app=flink", "app=spark", false)]
    [InlineData("app=flink", "", false)]
    [InlineData("app!=flink", "app=spark", true)]
    [InlineData("app!=flink", "", true)]
    [InlineData("app", "app=", true)]
    [InlineData("app", "", false)]
    [InlineData("!app", "", true)]
    [InlineData("!app", "app=x", false)]
    [InlineData("tier in (gold, silver)", "tier=silver", true)]
    [InlineData("tier in (gold, silver)", "tier=bronze", false)]
    [InlineData("tier notin (gold,silver)", "tier=bronze", true)]
    [InlineData("tier notin (gold,silver)", "", true)]
    [InlineData("app=flink, example.com/team in (a)", "app=flink;example.com/team=a", true)]
    [InlineData("app=flink,example.com/team in (a)", "app=flink;example.com/team=b", false)]
    public void A_selector_chooses_by_labels(string selector, string labels, bool matches)
    {
        var all = labels.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(static label => label.Split('=')).ToDictionary(static pair => pair[0], static pair => pair[1], StringComparer.Ordinal);

        Assert.Equal(matches, LabelSelector.Parse(selector)!.IsMatch(name => all.GetValueOrDefault(name)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("app=flink,")]
    [InlineData("app in flink")]
    [InlineData("a b")]
    [InlineData("=x")]
    [InlineData("app=a b")]
    public void A_text_that_is_no_selector_is_none(string text) => Assert.Null(LabelSelector.Parse(text));
}

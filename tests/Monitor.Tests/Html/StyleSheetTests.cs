using System.Security.Cryptography;
using System.Text;
using FlinkReady.Monitor.Html;
using FlinkReady.Monitor.Reports.Views;

namespace FlinkReady.Monitor.Tests.Html;

public sealed class StyleSheetTests
{
    /// <summary>A changed style sheet with the old hash would be refused by every browser.</summary>
    [Fact]
    public void The_hash_is_that_of_the_text() =>
        Assert.Equal(StyleSheet.Sha256, Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(StyleSheet.Css))));

    [Fact]
    public void A_page_holds_the_style_that_its_policy_names()
    {
        Assert.Contains($"<style>{StyleSheet.Css}</style>", HtmlPage.Served("t", string.Empty), StringComparison.Ordinal);
        Assert.Contains($"<style>{StyleSheet.Css}</style>", HtmlPage.StandaloneStart("t"), StringComparison.Ordinal);
        Assert.Contains(HtmlText.Encode(StyleSheet.Policy), HtmlPage.StandaloneStart("t"), StringComparison.Ordinal);
    }

    /// <summary>The picture leaves to the style sheet what is the same of every box: with other numbers borders and texts would part.</summary>
    [Fact]
    public void It_knows_where_the_border_of_a_box_is() =>
        Assert.Contains($"rect{{x:-{VertexBox.Padding}px;y:-{VertexBox.FirstBaseline}px;width:{VertexBox.Width}px;", StyleSheet.Css, StringComparison.Ordinal);
}

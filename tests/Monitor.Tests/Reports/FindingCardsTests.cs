using System.Text;
using System.Text.RegularExpressions;
using FlinkReady.Monitor.Reports.Views;
using FlinkReady.Monitor.Tests.Support;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Tests.Reports;

/// <summary>Cards: one for one reason, and no wall of hundreds.</summary>
public sealed class FindingCardsTests
{
    [Fact]
    public void What_can_not_be_decided_for_one_reason_is_one_card_with_a_place_for_each_rule()
    {
        var html = Cards(Unread("a", "no answer"), Unread("b", "another"), Unread("c", "no answer"), Unread("d", "no answer"), Made.Fail("e") with { Message = "no answer" });

        Assert.Equal(3, Regex.Count(html, "<article"));
        Assert.Contains("<article id=\"c-a\" class=\"unknown\"><h4><span class=\"badge\">unknown</span> <a href=\"rules/a\">a</a> · <a id=\"c-c\" href=\"rules/c\">c</a> · <a id=\"c-d\" href=\"rules/d\">d</a></h4>", html, StringComparison.Ordinal);
        Assert.Equal(["c-a", "c-c", "c-d", "c-b", "c-e"], Regex.Matches(html, "id=\"(c-[^\"]*)\"").Select(place => place.Groups[1].Value));
    }

    [Fact]
    public void The_same_words_for_another_reason_are_another_card() =>
        Assert.Equal(2, Regex.Count(Cards(Made.Unknown("a", UnknownReason.NeedsHistory) with { Message = "m" }, Unread("b", "m")), "<article"));

    [Theory]
    [InlineData(10, 10, 0)]
    [InlineData(11, 5, 6)]
    [InlineData(400, 5, 395)]
    public void After_the_first_the_rest_is_folded_with_what_to_change(int findings, int open, int folded)
    {
        var html = Cards(Made.Fail("a") with { Findings = [.. Enumerable.Range(0, findings).Select(number => new Finding { Message = $"m{number}", Severity = Severity.Critical, Resource = Resource.Vertex($"{number}", "v"), Evidence = [], Remediation = $"fix {number % 300}" })] });
        var end = html.IndexOf("<details><summary>", StringComparison.Ordinal);
        var rest = html.IndexOf(" more of ", StringComparison.Ordinal);

        Assert.Equal(folded > 0, rest > 0);
        Assert.Equal((open, open), (Regex.Count(html[..end], "<li"), Regex.Count(html[..end], "<pre>")));
        Assert.Equal((folded, Math.Min(findings, 300) - open), (Regex.Count(html[end..], "<li"), Regex.Count(html[end..], "<pre>")));
        if (folded > 0)
        {
            Assert.Contains($"<summary>{folded} more of {findings}, with what to change</summary>", html, StringComparison.Ordinal);
        }
    }

    private static CheckResult Unread(string rule, string message) => Made.Unknown(rule, UnknownReason.Unread) with { Message = message };

    private static string Cards(params CheckResult[] checks)
    {
        var html = new StringBuilder();
        var job = Made.Job("j", "1", checks);
        var target = Made.Assessment("t", [], job);
        new FindingCards(rule => $"rules/{rule}", isServed: true, showsEvidence: false).Write(html, [.. checks.Select(check => new LocatedCheck(target, job, check))]);
        return html.ToString();
    }
}

using FlinkReady.Readiness.Judging;

namespace FlinkReady.Readiness.Tests;

/// <summary>Every rule has a page for people, and every page is of a rule.</summary>
public sealed class RulePageTests
{
    private static readonly string[] Headings =
        ["What it checks", "Why it matters", "How to fix it", "When it is unknown", "Configuration", "How to waive it", "References"];

    private static readonly string Folder = Path.Combine(SharedMaterial.RepositoryRoot, "docs", "rules");

    public static TheoryData<string> Rules => [.. RuleCatalogue.All.Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task The_page_of_a_rule_has_the_fixed_headings_each_with_something_under_it(string rule)
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(Folder, $"{rule}.md"), TestContext.Current.CancellationToken);

        Assert.Equal($"# {rule}", lines[0]);
        Assert.Equal(Headings, lines.Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..]));
        for (var index = 0; index < lines.Length; index++)
        {
            if (lines[index].StartsWith("## ", StringComparison.Ordinal))
            {
                var next = lines.Skip(index + 1).FirstOrDefault(line => line.Trim().Length > 0);
                Assert.False(next is null || next.StartsWith("## ", StringComparison.Ordinal), $"{rule}: nothing under {lines[index]}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task The_page_names_every_setting_with_its_default(string rule)
    {
        var descriptor = RuleCatalogue.Find(rule)!;
        var page = await File.ReadAllTextAsync(Path.Combine(Folder, $"{rule}.md"), TestContext.Current.CancellationToken);
        var section = page.Split("## Configuration")[1].Split("\n## ")[0];

        Assert.Contains("severity", section, StringComparison.Ordinal);
        Assert.All(descriptor.Settings, setting => Assert.Contains($"`{setting.Name}`", section, StringComparison.Ordinal));
        Assert.Contains($"{rule}: {{", section, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_page_is_the_page_of_a_rule()
    {
        var pages = Directory.EnumerateFiles(Folder, "*.md").Select(file => Path.GetFileNameWithoutExtension(file)!).Where(name => name != "README");
        Assert.All(pages, page => Assert.True(RuleCatalogue.Find(page) is not null, $"{page}.md is the page of no rule"));
    }
}

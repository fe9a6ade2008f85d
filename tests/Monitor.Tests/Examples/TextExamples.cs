using System.Text.RegularExpressions;
using FlinkReady.Monitor.Metrics;
using FlinkReady.Monitor.Tests.Cli;
using FlinkReady.Monitor.Tests.Comparing;

namespace FlinkReady.Monitor.Tests.Examples;

/// <summary>Examples that are no program: what a command prints, how it is written, a sample of a metric, a request, a statement.</summary>
internal static partial class TextExamples
{
    /// <summary>Checks a block of <c>text</c> by what it holds.</summary>
    public static async Task CheckAsync(Example example)
    {
        if (example.Text.StartsWith("$ ", StringComparison.Ordinal))
        {
            await CheckTranscriptAsync(example);
        }
        else if (example.Text.StartsWith("flinkready ", StringComparison.Ordinal))
        {
            CheckUsage(example);
        }
        else if (example.Text.Contains("\nuidhash:", StringComparison.Ordinal))
        {
            await CheckUidsAsync(example);
        }
        else if (Sample().Match(example.Text) is { Success: true } sample)
        {
            Assert.True(MetricCatalogue.All.Any(family => family.Name == sample.Groups["name"].Value), $"{example.Place}: there is no metric {sample.Groups["name"].Value}");
        }
        else
        {
            Assert.Fail($"{example.Place}: this text is of no kind that is checked: {example.Text}");
        }
    }

    // A file for --uids: the comparison that is told of it reads it.
    private static async Task CheckUidsAsync(Example example)
    {
        using var folder = new TemporaryFolder();
        var run = await CliRun.Of("compare", "--old", folder.Write("old.json", CompareFiles.Job()), "--new", folder.Write("new.json", CompareFiles.Plan()), "--uids", folder.Write("uids.txt", example.Text));
        Assert.True(run.ExitCode == 0, $"{example.Place}: {run.Error}");
    }

    /// <summary>Statements of SQL: closed quotes, each ended.</summary>
    public static void CheckSql(Example example)
    {
        Assert.True(example.Text.Count(character => character == '\'') % 2 == 0, $"{example.Place}: a quote is left open");
        Assert.All(example.Text.Trim().Split('\n'), line => Assert.Matches("^(COMPILE PLAN|EXECUTE PLAN|SET|CREATE) .*;$", line));
    }

    /// <summary>A request to Flink: a path that Flink's own description has.</summary>
    public static void CheckRequest(Example example)
    {
        var request = Request().Match(example.Text);
        Assert.True(request.Success, $"{example.Place}: this is no request: {example.Text}");
        var descriptions = Directory.EnumerateFiles(SharedMaterial.PathOf("flink-rest-schema")!, "*", SearchOption.AllDirectories);
        Assert.Contains(descriptions, file => DescribesPath(File.ReadAllText(file), request.Groups["path"].Value));
    }

    /// <summary>A use of the chart's named templates.</summary>
    public static void CheckTemplate(Example example)
    {
        var names = Include().Matches(example.Text).Select(match => match.Groups["name"].Value).ToList();
        Assert.NotEmpty(names);
        var templates = string.Concat(Directory.EnumerateFiles(Path.Combine(SharedMaterial.RepositoryRoot, "deploy", "helm", "flinkready-monitor", "templates"), "*.tpl").Select(File.ReadAllText));
        Assert.All(names, name => Assert.Contains($"define \"{name}\"", templates, StringComparison.Ordinal));
        Assert.Equal(Count(example.Text, "{{"), Count(example.Text, "}}"));
    }

    /// <summary>A drawing for Mermaid: boxes with their texts, and arrows between boxes that have one.</summary>
    public static void CheckDrawing(Example example)
    {
        var lines = example.Text.TrimEnd('\n').Split('\n');
        Assert.Equal("flowchart LR", lines[0]);
        var arrows = lines.Skip(1).Select(line => Arrow().Match(line)).ToList();
        Assert.All(arrows, arrow => Assert.True(arrow.Success, $"{example.Place}: a line is no arrow between two boxes"));
        Assert.All(
            arrows.SelectMany(arrow => arrow.Groups["name"].Captures).Select(name => name.Value),
            name => Assert.True(Count(example.Text, $" {name}[\"") == 1, $"{example.Place}: {name} has no text, or two"));
    }

    private static bool DescribesPath(string description, string path) =>
        description.Contains($"\"{path}\"", StringComparison.Ordinal) || description.Contains($"\"{PathParameter().Replace(path, "{$1}")}\"", StringComparison.Ordinal);

    // What the program prints today: every shown line, in its order; "…" stands for lines that are left out.
    private static async Task CheckTranscriptAsync(Example example)
    {
        var lines = example.Text.TrimEnd('\n').Split('\n');
        var command = Assert.Single(ShellLine.Commands(lines[0][2..]));
        Assert.Equal("flinkready", command[0]);
        Assert.Contains("demo", command);
        var run = await CliRun.Of([.. command.Skip(1)]);
        var printed = run.Out.TrimEnd('\n').Split('\n');
        var at = 0;
        var mayLeaveOut = false;
        foreach (var line in lines.Skip(1))
        {
            if (line.Trim() == "…")
            {
                mayLeaveOut = true;
                continue;
            }

            var found = Array.IndexOf(printed, line, at);
            Assert.True(found == at || (mayLeaveOut && found > at), $"{example.Place}: the program does not print, at this place: {line}\nit prints: {printed.ElementAtOrDefault(at)}");
            at = found + 1;
            mayLeaveOut = false;
        }

        Assert.True(mayLeaveOut || at == printed.Length, $"{example.Place}: the program prints more: {printed.ElementAtOrDefault(at)}");
    }

    private static void CheckUsage(Example example)
    {
        var words = example.Text.Trim().Split(' ');
        Assert.Equal("[options]", words[^1]);
        ProgramCommand.AssertParses([.. words.Skip(1).SkipLast(1).Where(word => !word.StartsWith('['))]);
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    [GeneratedRegex("""^(?<name>flinkready_[a-z_]+)(\{[^}]*\})? [0-9.]+\n$""")]
    private static partial Regex Sample();

    [GeneratedRegex("^(GET|PUT|PATCH|POST|DELETE) (?<path>/[a-z:/-]+)\n$")]
    private static partial Regex Request();

    [GeneratedRegex("""^    ((?<name>[a-z]+)(?<text>\["[^"]+"\])?( --> )?){2}$""")]
    private static partial Regex Arrow();

    [GeneratedRegex("include \"(?<name>[^\"]+)\"")]
    private static partial Regex Include();

    [GeneratedRegex(":([a-z]+)")]
    private static partial Regex PathParameter();
}

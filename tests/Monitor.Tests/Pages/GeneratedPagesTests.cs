using System.CommandLine;
using FlinkReady.Monitor.Cli;
using FlinkReady.Monitor.Cli.Options;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Configuration.Keys;
using FlinkReady.Monitor.Configuration.Schema;
using FlinkReady.Monitor.Documentation;
using FlinkReady.Monitor.Terminal;

namespace FlinkReady.Monitor.Tests.Pages;

/// <summary>The committed pages are those that the code would write today, and every example in them works.</summary>
public sealed class GeneratedPagesTests
{
    [Fact]
    public void The_committed_pages_are_fresh()
    {
        foreach (var (name, text) in GeneratedPages.All(Root()))
        {
            var committed = Path.Combine(SharedMaterial.RepositoryRoot, "docs", name);
            Assert.True(File.Exists(committed) && File.ReadAllText(committed) == text, $"docs/{name} is stale: run dotnet run --project src/Monitor -- docs --output \"$PWD/docs\"");
        }
    }

    [Fact]
    public void Every_example_of_a_key_is_accepted_by_the_reader()
    {
        foreach (var key in TopKeys.Shape.Keys)
        {
            Accept($"{key.Name}: {key.Example}");
        }

        foreach (var key in TargetKeys.Shape.Keys.Where(key => key.Name is not "recording"))
        {
            var url = key.Name is "url" or "urls" ? string.Empty : "url: \"http://a\", ";
            Accept($"targets: [{{ {url}{key.Name}: {key.Example} }}]");
        }

        foreach (var key in OverrideKeys.Shape.Keys.Where(key => key.Name != "rules"))
        {
            Accept($"overrides: [{{ {key.Name}: {key.Example}, rules: {{ operator-uid: {{ enabled: true }} }} }}]");
        }

        foreach (var key in RuleKeys.Shape.Keys)
        {
            Accept($"rules: {{ {key.Name}: {key.Example} }}");
            foreach (var setting in ((ISection)key.Shape).Keys)
            {
                Accept($"rules: {{ {key.Name}: {{ {setting.Name}: {setting.Example} }} }}");
            }
        }
    }

    /// <summary>The page says what holds where a key is missing, and nothing else holds then.</summary>
    [Theory]
    [InlineData("listen")]
    [InlineData("pollInterval")]
    [InlineData("checkpointInterval")]
    [InlineData("requestTimeout")]
    [InlineData("maxConcurrentTargets")]
    [InlineData("maxConcurrentRequests")]
    [InlineData("maxSeriesPerTarget")]
    [InlineData("maxJobs")]
    public void The_default_that_is_shown_is_the_one_that_holds(string name)
    {
        var key = TopKeys.Shape.Keys.Single(key => key.Name == name);
        var defaults = new MonitorConfiguration();

        var read = ConfigurationReader.Read($"{name}: {key.Default}", "example", Path.GetTempPath(), new Dictionary<string, string>()).Configuration!;

        Assert.Equal(defaults, read with { Policy = defaults.Policy, Targets = defaults.Targets, Source = defaults.Source });
    }

    private static void Accept(string yaml)
    {
        var result = ConfigurationReader.Read(yaml, "example", Path.GetTempPath(), new Dictionary<string, string>());
        Assert.True(result.Mistakes.Count == 0, $"{yaml}\n{string.Join('\n', result.Mistakes)}");
    }

    private static RootCommand Root() => CommandTree.Create(new CommandContext
    {
        ProgramEnvironment = new ProgramEnvironment { In = Stream.Null, Out = Stream.Null, Error = TextWriter.Null, Environment = new Dictionary<string, string>() },
        Logs = new LogOptions(),
        Watch = (_, _) => Task.FromResult(0),
    });
}

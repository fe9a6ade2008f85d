using System.Diagnostics;
using System.Text.Json.Nodes;
using FlinkReady.Deploy.Tests.Manifests;
using FlinkReady.Deploy.Tests.Tools;

namespace FlinkReady.Deploy.Tests.Pipelines;

/// <summary>Runs the steps of <c>action.yml</c> as GitHub's runner does: inputs by the environment, paths and outputs by files.</summary>
public sealed class ActionRun : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("flinkready-action");
    private readonly Dictionary<string, string> _inputs = [];

    /// <summary>Prepares a run against releases that are made here, of the program beside these tests.</summary>
    public ActionRun()
    {
        foreach (var (name, input) in Action["inputs"]!.AsObject())
        {
            _inputs[name] = input.Text("default")!;
        }

        _inputs["releases"] = $"file://{Releases}";
        foreach (var file in new[] { "path", "output", "summary" })
        {
            File.WriteAllText(In(file), string.Empty);
        }
    }

    /// <summary>The action itself.</summary>
    public static JsonNode Action { get; } = YamlText.Read(Repository.Read("action.yml"));

    /// <summary>What its steps run.</summary>
    public static IReadOnlyList<JsonNode> Steps { get; } = [.. Action.At("runs.steps")!.AsArray().OfType<JsonNode>()];

    /// <summary>The folder of the releases.</summary>
    public string Releases => In("releases");

    /// <summary>What the action says in the summary of the run.</summary>
    public string Summary => File.ReadAllText(In("summary"));

    /// <summary>What it hands to later steps.</summary>
    public string Outputs => File.ReadAllText(In("output"));

    /// <summary>A path in the run's own folder.</summary>
    public string In(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>Sets an input.</summary>
    public void Set(string input, string value) => _inputs[input] = _inputs.ContainsKey(input) ? value : throw new ArgumentException($"{input} is no input");

    /// <summary>Makes a release whose executable starts the program beside these tests.</summary>
    public async Task ReleaseAsync()
    {
        var script = $"""
            set -e
            mkdir -p stage/flinkready-1.0.0-linux-x64 "releases/v1.0.0"
            printf '#!/bin/sh\nexec dotnet "{Flinkready.Assembly}" "$@"\n' >stage/flinkready-1.0.0-linux-x64/flinkready
            chmod 755 stage/flinkready-1.0.0-linux-x64/flinkready
            for rid in linux-x64 linux-arm64; do tar czf "releases/v1.0.0/flinkready-1.0.0-$rid.tar.gz" -C stage flinkready-1.0.0-linux-x64; done
            cd releases/v1.0.0 && sha256sum -- * >SHA256SUMS
            """;
        var made = await BashAsync(script, []);
        Assert.True(made.ExitCode == 0, made.All);
    }

    /// <summary>Runs all steps until one fails.</summary>
    public async Task<CommandResult> RunAsync()
    {
        CommandResult? result = null;
        foreach (var step in Steps)
        {
            var environment = step["env"]!.AsObject().ToDictionary(pair => pair.Key, pair => Value(pair.Value!.ToString()));
            result = await BashAsync(step.Text("run")!, environment);
            if (result.ExitCode != 0)
            {
                return result;
            }
        }

        return result!;
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);

    private string Value(string expression)
    {
        Assert.Matches(@"^\$\{\{ inputs\.[a-z-]+ \}\}$", expression);
        return _inputs[expression["${{ inputs.".Length..^" }}".Length]];
    }

    private async Task<CommandResult> BashAsync(string script, Dictionary<string, string> environment)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo("bash", ["--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = _folder.FullName,
            },
        };
        var paths = string.Join(':', File.ReadAllLines(In("path")).Append(Environment.GetEnvironmentVariable("PATH")));
        foreach (var (name, value) in environment.Concat(
            [new("PATH", paths), new("RUNNER_TEMP", _folder.FullName), new("GITHUB_PATH", In("path")), new("GITHUB_OUTPUT", In("output")), new("GITHUB_STEP_SUMMARY", In("summary"))]))
        {
            process.StartInfo.Environment[name] = value;
        }

        process.Start();
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new CommandResult(process.ExitCode, await output, await error);
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.MSBuild;

namespace FlinkReady.Structure;

/// <summary>Reads projects as MSBuild would compile them, source generators included. They must have been restored.</summary>
internal sealed class ProjectLoader
{
    /// <summary>What MSBuild could not read.</summary>
    public List<string> Failures { get; } = [];

    /// <summary>Source generators that the SDK brings and that want a newer compiler than this program has: without them nothing compiles.</summary>
    public List<string> TooNew { get; } = [];

    /// <summary>The compilations by the folders of their projects.</summary>
    public Dictionary<string, Compilation> Compilations { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads every project below <paramref name="root"/>/<paramref name="under"/>.</summary>
    public async Task<Sources> LoadAsync(string root, string under, CancellationToken cancellationToken)
    {
        using var workspace = MSBuildWorkspace.Create();
        using var failures = workspace.RegisterWorkspaceFailedHandler(failure => Failures.Add(failure.Diagnostic.Message));
        foreach (var path in Directory.EnumerateFiles(Path.Combine(root, under), "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (workspace.CurrentSolution.Projects.All(project => project.FilePath != path))
            {
                await workspace.OpenProjectAsync(path, cancellationToken: cancellationToken);
            }
        }

        foreach (var project in workspace.CurrentSolution.Projects)
        {
            foreach (var reference in project.AnalyzerReferences.OfType<AnalyzerFileReference>())
            {
                reference.AnalyzerLoadFailed += (_, failure) =>
                {
                    if (failure.ErrorCode == AnalyzerLoadFailureEventArgs.FailureErrorCode.ReferencesNewerCompiler)
                    {
                        TooNew.Add($"{reference.Display} wants the compiler {failure.ReferencedCompilerVersion}");
                    }
                };
            }

            Compilations[Path.GetDirectoryName(project.FilePath)!] =
                await project.GetCompilationAsync(cancellationToken) ?? throw new InvalidOperationException($"{project.Name} does not compile");
        }

        return new(root, Compilations.Select(entry => (entry.Key, entry.Value)));
    }
}

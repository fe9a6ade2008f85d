using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace FlinkReady.Structure;

/// <summary>All hand-written files of some projects, with what the compiler makes of them.</summary>
internal sealed class Sources
{
    private readonly SortedDictionary<string, Source> _byPath = new(StringComparer.Ordinal);
    private readonly string _root;

    /// <param name="root">The folder that paths are relative to.</param>
    /// <param name="projects">Each project's folder and its compilation.</param>
    public Sources(string root, IEnumerable<(string Folder, Compilation Compilation)> projects)
    {
        _root = root;
        foreach (var (absolute, compilation) in projects)
        {
            var folder = Relative(absolute);
            Errors.AddRange(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(error => $"{folder}: {error}"));
            foreach (var tree in compilation.SyntaxTrees.OfType<CSharpSyntaxTree>())
            {
                var path = Relative(tree.FilePath);
                if (path.StartsWith(folder + "/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal) && !tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal))
                {
                    _byPath[path] = new(path, folder, tree, compilation.GetSemanticModel(tree));
                }
            }
        }
    }

    /// <summary>The files by their paths.</summary>
    public IReadOnlyDictionary<string, Source> ByPath => _byPath;

    /// <summary>What the compiler refuses: where it does, uses are missing from what is measured.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>The file that the compiler calls <paramref name="absolutePath"/>, or null where it is generated or of a package.</summary>
    public Source? Find(string absolutePath) => _byPath.GetValueOrDefault(Relative(absolutePath));

    private string Relative(string path) => Path.GetRelativePath(_root, path).Replace('\\', '/');
}

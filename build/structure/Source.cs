using Microsoft.CodeAnalysis;

namespace FlinkReady.Structure;

/// <summary>A hand-written file of the repository with its meaning.</summary>
/// <param name="Path">Relative to the repository's folder, with slashes.</param>
/// <param name="Project">Folder of the project, relative likewise.</param>
/// <param name="Tree">What it says.</param>
/// <param name="Model">What the compiler makes of it.</param>
internal sealed record Source(string Path, string Project, SyntaxTree Tree, SemanticModel Model)
{
    /// <summary>How many lines it has.</summary>
    public int Lines { get; } = Tree.GetText().Lines.Count - (Tree.GetText().Lines[^1].Span.IsEmpty ? 1 : 0);

    /// <summary>The folder it lies in.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>The file's name without its folder.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <inheritdoc/>
    public bool Equals(Source? other) => other is not null && other.Path == Path;

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Path);
}

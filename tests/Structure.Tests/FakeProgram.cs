using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace FlinkReady.Structure.Tests;

/// <summary>A small program of two projects, <c>Upper</c> on <c>Lower</c>, that is compiled in memory.</summary>
internal sealed class FakeProgram
{
    private static readonly MetadataReference[] Runtime =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal)).Select(path => MetadataReference.CreateFromFile(path))];

    private readonly Rooms _rooms;
    private readonly IReadOnlyList<Use> _uses;

    /// <param name="layers">The levels, from the ground up.</param>
    /// <param name="files">Paths below <c>src</c>, each with what the file says.</param>
    public FakeProgram(string[] layers, params (string Path, string Text)[] files)
    {
        var lower = Compile("Lower", files);
        var upper = Compile("Upper", files).AddReferences(lower.ToMetadataReference());
        var sources = new Sources("/", [("/src/Lower", lower), ("/src/Upper", upper)]);
        Assert.Empty(sources.Errors);
        var order = new Layers("src", layers);
        _uses = UseFinder.Find(sources);
        _rooms = new([.. sources.ByPath.Values], _uses, order.Opens, source => source.Folder);
        Checks = new(_rooms, order);
    }

    public Checks Checks { get; }

    public IReadOnlyList<string> NeedlesslyPublic => Checks.NeedlesslyPublic(_uses);

    private static CSharpCompilation Compile(string project, IEnumerable<(string Path, string Text)> files) => CSharpCompilation.Create(
        project,
        files.Where(file => file.Path.StartsWith(project + "/", StringComparison.Ordinal)).Select(file => CSharpSyntaxTree.ParseText(file.Text, path: "/src/" + file.Path)),
        Runtime,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
}

using Microsoft.CodeAnalysis;

namespace FlinkReady.Structure.Tests;

/// <summary>The sources of the program, read once for all tests on them: it takes half a minute.</summary>
[CollectionDefinition(Name)]
public sealed class ProgramSources : IAsyncLifetime, ICollectionFixture<ProgramSources>
{
    /// <summary>The tests that read them.</summary>
    public const string Name = "the program's sources";

    private readonly ProjectLoader _loader = new();

    /// <summary>Why nothing can be said of them on this machine; null where it can.</summary>
    public string? Missing { get; private set; }

    internal Sources Sources { get; private set; } = null!;

    internal IReadOnlyList<Use> Uses { get; private set; } = [];

    internal Layers Layers { get; } = Layers.Read(Path.Combine(SharedMaterial.RepositoryRoot, "build", "structure", "layers.txt"), "src");

    internal Rooms Rooms { get; private set; } = null!;

    internal Checks Checks { get; private set; } = null!;

    internal IReadOnlyList<string> Failures => _loader.Failures;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Sources = await _loader.LoadAsync(SharedMaterial.RepositoryRoot, "src", CancellationToken.None);
        Uses = UseFinder.Find(Sources);
        Rooms = new([.. Sources.ByPath.Values], Uses, Layers.Opens, source => source.Folder);
        Checks = new(Rooms, Layers);
        Missing = _loader.TooNew.Count == 0 ? null : $"the SDK's compiler is newer than that of Directory.Packages.props: {_loader.TooNew[0]}";
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The compilation of a project below <c>src</c>.</summary>
    internal Compilation CompilationOf(string project) => _loader.Compilations[Path.Combine(SharedMaterial.RepositoryRoot, "src", project)];
}

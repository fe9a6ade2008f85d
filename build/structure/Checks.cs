using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FlinkReady.Structure;

/// <summary>What must hold of a source tree. Each check gives the places where it doesn't, each with the files and types to look at; none where all is well.</summary>
internal sealed class Checks(Rooms rooms, Layers layers)
{
    /// <summary>Rooms that use each other.</summary>
    public IReadOnlyList<string> MutualRooms() =>
    [
        .. rooms.Pairs.Select(pair =>
        {
            var (there, back) = (rooms.Edges[(pair.One, pair.Other)], rooms.Edges[(pair.Other, pair.One)]);
            var (fewer, more) = there.Count < back.Count ? (there, back) : (back, there);
            return $"{pair.One} and {pair.Other} use each other{Indented(Rooms.Lines(fewer))}\n  against{Indented(Rooms.Lines(more).Take(12))}";
        }),
    ];

    /// <summary>Files that reach each other.</summary>
    public IReadOnlyList<string> FileCycles()
    {
        var graph = rooms.FileGraph;
        return
        [
            .. rooms.FileCycles.Select(cycle =>
            {
                var members = cycle.ToHashSet();
                var within = rooms.Uses.Where(use => members.Contains(use.From) && members.Contains(use.To));
                return $"{cycle.Count} files reach each other, e.g. {string.Join(" -> ", graph.ShortestCycle(cycle[0]).Append(cycle[0]).Select(file => file.Name))}{Indented(Rooms.Lines(within))}";
            }),
        ];
    }

    /// <summary>Uses of a room on the same level or above.</summary>
    public IReadOnlyList<string> UpwardUses() =>
    [
        .. rooms.Edges
            .Where(edge => layers.LevelOf(edge.Key.From) <= layers.LevelOf(edge.Key.To))
            .OrderBy(edge => edge.Key.From, StringComparer.Ordinal).ThenBy(edge => edge.Key.To, StringComparer.Ordinal)
            .Select(edge => $"{edge.Key.From} uses {edge.Key.To}, which is not below it{Indented(Rooms.Lines(edge.Value))}"),
    ];

    /// <summary>Rooms that no level names, and names without a room.</summary>
    public IReadOnlyList<string> UnlistedRooms() =>
    [
        .. rooms.Names.Where(room => layers.LevelOf(room) is null).Select(room => $"{room} stands on no level"),
        .. layers.Named.Except(rooms.Names).Select(room => $"a level names {room}, which does not exist"),
    ];

    /// <summary>Public types that nothing outside their project needs.</summary>
    public IReadOnlyList<string> NeedlesslyPublic(IReadOnlyList<Use> all) =>
        [.. PublicType.Of(rooms.Files, all).Where(type => !type.Needed).Select(type => $"{type.Source.Path}: {type.Type.Name} is public and nothing outside {type.Source.Project} needs it to be").Order(StringComparer.Ordinal)];

    /// <summary>Files of more lines.</summary>
    public IReadOnlyList<string> LongFiles(int lines) =>
        [.. rooms.Files.Where(file => file.Lines > lines).Select(file => $"{file.Path} has {file.Lines} lines, more than {lines}")];

    /// <summary>Methods of more lines.</summary>
    public IReadOnlyList<string> LongMethods(int lines) =>
        [.. rooms.Files.SelectMany(Method.Of).Where(method => method.Lines > lines).Select(method => $"{method.Source.Path}:{method.Line}: {method.Name} has {method.Lines} lines, more than {lines}")];

    /// <summary>Files whose namespace is not their folder.</summary>
    public IReadOnlyList<string> OddNamespaces() =>
    [
        .. rooms.Files
            .Select(file => (File: file, Namespace: file.Tree.GetRoot().DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault()?.Name.ToString()))
            .Where(entry => entry.Namespace is not null && !$".{entry.Namespace}".EndsWith(Expected(entry.File), StringComparison.Ordinal))
            .Select(entry => $"{entry.File.Path}: its namespace is {entry.Namespace}"),
    ];

    // The folder of the project and those below it: the first part of a namespace is the product's name.
    private static string Expected(Source file) => "." + file.Folder[(file.Project.LastIndexOf('/') + 1)..].Replace('/', '.');

    private static string Indented(IEnumerable<string> lines) => string.Concat(lines.Select(line => "\n    " + line));
}

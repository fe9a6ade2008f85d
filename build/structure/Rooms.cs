namespace FlinkReady.Structure;

/// <summary>The rooms of a source tree, who uses whom, and who must not.</summary>
internal sealed class Rooms
{
    private readonly Func<Source, string> _folderOf;
    private readonly Func<string, bool> _isOpened;

    /// <param name="files">The files that stand in rooms.</param>
    /// <param name="uses">The uses between them.</param>
    /// <param name="isOpened">Whether the folders in a room are rooms of their own.</param>
    /// <param name="folderOf">The folder of a file, which may be one that is only tried out.</param>
    public Rooms(IReadOnlyList<Source> files, IReadOnlyList<Use> uses, Func<string, bool> isOpened, Func<Source, string> folderOf)
    {
        (Files, Uses, _isOpened, _folderOf) = (files, uses, isOpened, folderOf);
        Edges = uses.GroupBy(use => (From: Of(use.From), To: Of(use.To))).Where(edge => edge.Key.From != edge.Key.To).ToDictionary(edge => edge.Key, edge => edge.ToList());
        Graph = new(files.Select(Of).Distinct(), Edges.Keys);
    }

    /// <summary>The files that stand in rooms.</summary>
    public IReadOnlyList<Source> Files { get; }

    /// <summary>The uses between the files.</summary>
    public IReadOnlyList<Use> Uses { get; }

    /// <summary>The uses from one room to another.</summary>
    public IReadOnlyDictionary<(string From, string To), List<Use>> Edges { get; }

    /// <summary>The rooms and their edges.</summary>
    public Graph<string> Graph { get; }

    /// <summary>The rooms' names.</summary>
    public IEnumerable<string> Names => Files.Select(Of).Distinct().Order(StringComparer.Ordinal);

    /// <summary>The rooms that use each other, each pair once.</summary>
    public IEnumerable<(string One, string Other)> Pairs => Edges.Keys
        .Where(edge => string.CompareOrdinal(edge.From, edge.To) < 0 && Edges.ContainsKey((edge.To, edge.From)))
        .OrderBy(pair => pair.From, StringComparer.Ordinal).ThenBy(pair => pair.To, StringComparer.Ordinal);

    /// <summary>The groups of rooms that reach each other, a pair or more.</summary>
    public IEnumerable<List<string>> Knots => Graph.Components().Where(component => component.Count > 1);

    /// <summary>The files and the uses between them.</summary>
    public Graph<Source> FileGraph => new(Files, Uses.Select(use => (use.From, use.To)));

    /// <summary>The groups of files that reach each other, the largest first.</summary>
    public IEnumerable<List<Source>> FileCycles => FileGraph.Components().Where(component => component.Count > 1).OrderByDescending(component => component.Count);

    /// <summary>The room of a file: the folder under its project, or the folder in that where it is opened.</summary>
    public string Of(Source source)
    {
        var folder = _folderOf(source);
        var room = source.Project + First(folder[source.Project.Length..]);
        return _isOpened(room) ? room + First(folder[room.Length..]) : room;
        static string First(string below) => string.Concat(below.Split('/').Skip(1).Take(1).Select(name => "/" + name));
    }

    /// <summary>Which files of one room name what of another.</summary>
    public static IEnumerable<string> Lines(IEnumerable<Use> uses) => uses
        .GroupBy(use => use.From)
        .OrderBy(file => file.Key.Path, StringComparer.Ordinal)
        .Select(file => $"{file.Key.Path} names {string.Join(", ", file.Select(use => (use.Named ? string.Empty : "~") + use.Type.Name).Order(StringComparer.Ordinal))}");
}

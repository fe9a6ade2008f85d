namespace FlinkReady.Structure;

/// <summary>A layout to try: files that would stand elsewhere, uses that would go.</summary>
internal sealed class Layout
{
    private readonly Dictionary<string, string> _moves = [];
    private readonly HashSet<(string File, string Type)> _gone = [];

    /// <summary>Every file where it is.</summary>
    public static Layout AsIs { get; } = new();

    /// <summary>Reads "FILE -> ROOM" and "FILE x TYPE" lines; what follows a # is a remark.</summary>
    public static Layout Read(string path)
    {
        var layout = new Layout();
        foreach (var line in File.ReadLines(path))
        {
            switch (line.Split('#')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                case [var file, "->", var room]: layout._moves.Add(file, room); break;
                case [var file, "x", var type]: layout._gone.Add((file, type)); break;
                case []: break;
                default: throw new FormatException($"{path}: \"{line}\" is neither a move nor a use that would go");
            }
        }

        return layout;
    }

    /// <summary>The room that a file would stand in; null where it stays.</summary>
    public string? RoomOf(Source source) => _moves.GetValueOrDefault(source.Path);

    /// <summary>Whether a use would go: of one file, or with <c>*</c> of every file, or of a type in whatever file.</summary>
    public bool Removes(Use use) => _gone.Contains((use.From.Path, use.Type.Name)) || _gone.Contains((use.From.Path, "*")) || _gone.Contains(("*", use.Type.Name));

    /// <summary>Files that are named and don't exist: typing mistakes.</summary>
    public IEnumerable<string> Unknown(Sources sources) =>
        _moves.Keys.Concat(_gone.Select(use => use.File)).Where(file => file != "*" && !sources.ByPath.ContainsKey(file)).Distinct();
}

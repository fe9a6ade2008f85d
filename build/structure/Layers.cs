namespace FlinkReady.Structure;

/// <summary>
/// The order of the rooms, from the ground up. A line is a level: rooms, separated by commas, that don't use each other and use only rooms of lines above.
/// What follows a # is a remark. <c>X/*</c> stands for every folder below X that no line names.
/// </summary>
internal sealed class Layers
{
    private readonly Dictionary<string, int> _levels = new(StringComparer.Ordinal);
    private readonly HashSet<string> _opened = new(StringComparer.Ordinal);

    /// <summary>Reads levels; rooms are named relative to <paramref name="under"/>.</summary>
    public Layers(string under, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            var rooms = line.Split('#')[0].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (rooms.Length > 0)
            {
                Levels.Add(rooms);
            }

            foreach (var room in rooms)
            {
                if (!_levels.TryAdd($"{under}/{room}", Levels.Count))
                {
                    throw new FormatException($"{room} stands on two levels");
                }

                // A room within a room: the outer one is opened, and what lies in none of its folders is a room as well.
                if (room.Split('/') is [var project, var outer, _])
                {
                    _opened.Add($"{under}/{project}/{outer}");
                }
            }
        }
    }

    /// <summary>No order: every folder under a project is a room.</summary>
    public static Layers None { get; } = new("src", []);

    /// <summary>The levels in their order, each with its rooms as they are written.</summary>
    public List<string[]> Levels { get; } = [];

    /// <summary>The rooms that are named, without those with a star.</summary>
    public IEnumerable<string> Named => _levels.Keys.Where(room => !room.EndsWith("/*", StringComparison.Ordinal));

    /// <summary>Reads a file of levels.</summary>
    public static Layers Read(string path, string under) => new(under, File.ReadLines(path));

    /// <summary>Whether each folder in this one is a room of its own.</summary>
    public bool Opens(string room) => _opened.Contains(room);

    /// <summary>The level of a room, from the ground up; null where no line names it.</summary>
    public int? LevelOf(string room) =>
        _levels.TryGetValue(room, out var level) || _levels.TryGetValue($"{room[..room.LastIndexOf('/')]}/*", out level) ? level : null;
}

namespace FlinkReady.Structure;

/// <summary>What the command line asks for.</summary>
/// <param name="Root">The repository's folder.</param>
/// <param name="Under">The folder whose projects are read.</param>
/// <param name="Deep">Rooms whose folders are rooms of their own.</param>
/// <param name="Layout">A layout to try.</param>
/// <param name="NamedOnly">Whether members reached through inferred types don't count.</param>
/// <param name="Dot">The file for a drawing of the rooms.</param>
internal sealed record Arguments(string Root, string Under, IReadOnlyList<string> Deep, Layout Layout, bool NamedOnly, string? Dot)
{
    /// <summary>Reads a command line; null where it can't be understood.</summary>
    public static Arguments? Parse(string[] args)
    {
        var root = ".";
        var (under, deep, layout, named, dot) = ("src", new List<string>(), Layout.AsIs, false, (string?)null);
        for (var i = 0; i < args.Length; i++)
        {
            string? Value() => i + 1 < args.Length ? args[++i] : null;
            switch (args[i])
            {
                case "--under" when Value() is { } folder:
                    under = folder.TrimEnd('/');
                    break;
                case "--deep" when Value() is { } room:
                    deep.Add(room.TrimEnd('/'));
                    break;
                case "--layout" when Value() is { } file:
                    layout = Layout.Read(file);
                    break;
                case "--named":
                    named = true;
                    break;
                case "--dot" when Value() is { } drawing:
                    dot = drawing;
                    break;
                case ['-', ..]:
                    return null;
                default:
                    root = args[i];
                    break;
            }
        }

        return new(Path.GetFullPath(root), under, deep, layout, named, dot);
    }
}

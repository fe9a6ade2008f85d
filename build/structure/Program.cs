// Draws the structure of the program from what the compiler makes of it: which room (folder) uses which, who uses each other, what is long, what needn't be public.
//
//   dotnet run --project build/structure -- [ROOT] [--under src] [--deep src/A/B]... [--layout FILE] [--named] [--dot FILE]
//
//   ROOT          the repository's folder (default: this one)
//   --under DIR   reads the projects below DIR (default: src)
//   --deep DIR    makes each folder below DIR a room of its own, as layers.txt does for some (a room is else the folder under a project); repeatable
//   --layout FILE tries a layout that does not exist yet. A line is a move, "src/A/File.cs -> src/B", or a use that would go, "src/A/File.cs x Type"
//   --named       counts only types that are named and extension methods, not members reached through inferred types
//   --dot FILE    writes the rooms as a Graphviz graph, mutual use in red
//
// The projects must have been restored. Generated files are left out, and so are doc comments and usings. tests/Structure.Tests holds what must hold of it.
using FlinkReady.Structure;

if (Arguments.Parse(args) is not { } arguments)
{
    Console.Error.WriteLine("usage: flinkready-structure [ROOT] [--under DIR] [--deep DIR]... [--layout FILE] [--named] [--dot FILE]");
    return 2;
}

var loader = new ProjectLoader();
var sources = await loader.LoadAsync(arguments.Root, arguments.Under, CancellationToken.None);
foreach (var mistake in loader.Failures.Concat(loader.TooNew).Concat(sources.Errors).Concat(arguments.Layout.Unknown(sources).Select(file => $"the layout names {file}, which does not exist")))
{
    Console.Error.WriteLine(mistake);
}

var order = Path.Combine(arguments.Root, "build", "structure", "layers.txt");
var layers = arguments.Under == "src" && File.Exists(order) ? Layers.Read(order, "src") : Layers.None;
var all = UseFinder.Find(sources);
var rooms = new Rooms(
    [.. sources.ByPath.Values],
    [.. all.Where(use => (use.Named || !arguments.NamedOnly) && !arguments.Layout.Removes(use))],
    room => layers.Opens(room) || arguments.Deep.Contains(room),
    source => arguments.Layout.RoomOf(source) ?? source.Folder);
new Report(rooms, new Checks(rooms, layers), all, Console.Out).Write();
if (arguments.Dot is { } dot)
{
    await File.WriteAllTextAsync(dot, Drawing.Of(rooms));
}

return sources.Errors.Count == 0 ? 0 : 1;

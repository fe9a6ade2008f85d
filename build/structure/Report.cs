using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FlinkReady.Structure;

/// <summary>Prints what was measured: rooms and what they use, what must not be, sizes, what is widely used.</summary>
internal sealed class Report(Rooms rooms, Checks checks, IReadOnlyList<Use> all, TextWriter output)
{
    private const int LongFile = 300;
    private const int LongMethod = 60;
    private const int Most = 25;

    /// <summary>Prints it.</summary>
    public void Write()
    {
        Sizes();
        Floors();
        List("Rooms that use each other", checks.MutualRooms());
        List("Groups of rooms that reach each other", [.. rooms.Knots.Select(knot => $"{knot.Count} rooms: {string.Join(", ", knot.Order(StringComparer.Ordinal))}\n    e.g. {string.Join(" -> ", rooms.Graph.ShortestCycle(knot[0]))}")]);
        List("Groups of files that reach each other", checks.FileCycles());
        List("Uses against the layers", checks.UpwardUses());
        List("Rooms and layers that don't match", checks.UnlistedRooms());
        List($"Files longer than {LongFile} lines", checks.LongFiles(LongFile));
        Methods();
        WidelyUsed();
        Public();
        List("Files whose namespace is not their folder", checks.OddNamespaces());
    }

    private void Head(string title) => output.WriteLine($"\n## {title}");

    private void List(string title, IReadOnlyList<string> lines)
    {
        Head($"{title}: {lines.Count}");
        foreach (var line in lines)
        {
            output.WriteLine(line);
        }
    }

    private void Sizes()
    {
        var lines = rooms.Files.Select(file => file.Lines).Order().ToList();
        var types = rooms.Files.Sum(file => file.Tree.GetRoot().DescendantNodes().OfType<BaseTypeDeclarationSyntax>().Count());
        output.WriteLine($"{lines.Count} files, {lines.Sum()} lines, median {lines[lines.Count / 2]}, nine of ten up to {lines[lines.Count * 9 / 10]}, longest {lines[^1]}; {types} types, {rooms.Uses.Count} uses between files");
    }

    private void Floors()
    {
        Head("Rooms, from the entrance down (floor: the longest way down from there)");
        var floors = rooms.Graph.Floors();
        foreach (var room in rooms.Files.GroupBy(rooms.Of).OrderByDescending(room => floors[room.Key]).ThenBy(room => room.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"floor {floors[room.Key],2}  {room.Key}  ({room.Count()} files, {room.Sum(file => file.Lines)} lines)");
            Line("uses   ", rooms.Edges.Where(edge => edge.Key.From == room.Key).Select(edge => (edge.Key.To, edge.Value.Count)));
            Line("used by", rooms.Edges.Where(edge => edge.Key.To == room.Key).Select(edge => (edge.Key.From, edge.Value.Count)));
        }

        void Line(string word, IEnumerable<(string Room, int Uses)> others)
        {
            var ordered = others.OrderByDescending(other => other.Uses).ToList();
            if (ordered.Count > 0)
            {
                output.WriteLine($"      {word} {ordered.Count}: {string.Join(", ", ordered.Select(other => $"{other.Room[(other.Room.IndexOf('/', StringComparison.Ordinal) + 1)..]} {other.Uses}"))}");
            }
        }
    }

    private void Methods()
    {
        var methods = rooms.Files.SelectMany(Method.Of).ToList();
        List($"Methods longer than {LongMethod} lines (of {methods.Count} members with a body; median {methods.Select(method => method.Lines).Order().ElementAt(methods.Count / 2)})", checks.LongMethods(LongMethod));
        Head("Methods with most paths");
        foreach (var method in methods.OrderByDescending(method => method.Complexity).Take(Most))
        {
            output.WriteLine($"{method.Lines,4} lines, {method.Complexity,3} paths  {method.Name}  {method.Source.Path}:{method.Line}");
        }
    }

    private void WidelyUsed()
    {
        Head("Types that most files use");
        foreach (var type in rooms.Uses.GroupBy(use => use.Type.Key()).OrderByDescending(type => type.Count()).Take(Most))
        {
            output.WriteLine($"{type.Count(),4} files in {type.Select(use => rooms.Of(use.From)).Distinct().Count(),2} rooms  {type.Key}");
        }

        Head("Files that use most others");
        foreach (var file in rooms.Uses.GroupBy(use => use.From).OrderByDescending(file => file.Select(use => use.To).Distinct().Count()).Take(Most))
        {
            output.WriteLine($"{file.Select(use => use.To).Distinct().Count(),4} files in {file.Select(use => rooms.Of(use.To)).Distinct().Count(),2} rooms  {file.Key.Path}");
        }
    }

    private void Public()
    {
        var types = PublicType.Of(rooms.Files, all);
        List($"Needlessly public types (of {types.Count} public ones)", checks.NeedlesslyPublic(all));
        var alone = types.Where(type => type.Users.All(user => rooms.Of(user) == rooms.Of(type.Source))).ToList();
        Head($"Public types that nothing outside their room uses: {alone.Count} (* the compiler needs it to be public; 0: nothing does)");
        foreach (var room in alone.GroupBy(type => rooms.Of(type.Source)))
        {
            output.WriteLine($"{room.Key} ({room.Count()}): {string.Join(", ", room.Select(type => type.Type.Name + (type.Needed ? "*" : string.Empty) + (type.Users.Count == 0 ? " 0" : string.Empty)).Order(StringComparer.Ordinal))}");
        }
    }
}

namespace FlinkReady.Structure.Tests;

/// <summary>What <c>docs/architecture.md</c> tells people of the rooms is what the sources are held to.</summary>
public sealed class ArchitecturePageTests
{
    [Fact]
    public void The_page_tells_the_layers_as_they_are_written()
    {
        var layers = Layers.Read(Path.Combine(SharedMaterial.RepositoryRoot, "build", "structure", "layers.txt"), "src");
        var page = File.ReadAllLines(Path.Combine(SharedMaterial.RepositoryRoot, "docs", "architecture.md"));

        Assert.Equal(string.Join('\n', Lines(layers)), string.Join('\n', page.Where(line => line.StartsWith("- ", StringComparison.Ordinal) && line.Contains('←', StringComparison.Ordinal))));
    }

    // A line for each project, and one for each room in which others stand: its levels from the ground up.
    private static IEnumerable<string> Lines(Layers layers)
    {
        var rooms = layers.Levels.SelectMany((level, index) => level.Select(room => (Level: index, Room: room))).ToList();
        foreach (var outer in rooms.Select(room => Outer(room.Room)).Distinct())
        {
            var levels = rooms.Where(room => Outer(room.Room) == outer || room.Room == outer || IsFirstOf(room.Room, outer))
                .GroupBy(room => room.Level)
                .Select(level => string.Join(", ", level.Select(room => Name(room.Room, outer)).Distinct()));
            yield return $"- {outer}: {string.Join(" ← ", levels.Distinct())}";
        }

        // Where a room is opened, the project's line names it once.
        static bool IsFirstOf(string room, string outer) => room.Split('/') is [var project, _, _] && project == outer;
    }

    private static string Outer(string room) => room.Contains('/', StringComparison.Ordinal) ? room[..room.LastIndexOf('/')] : room;

    private static string Name(string room, string outer) => room == outer ? "what lies in none of them" : $"`{room[(outer.Length + 1)..].Split('/')[0]}`";
}

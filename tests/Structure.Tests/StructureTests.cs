namespace FlinkReady.Structure.Tests;

/// <summary>What holds the program's structure: <c>docs/architecture.md</c> says why. A failure names the files and the types to look at.</summary>
[Collection(ProgramSources.Name)]
public sealed class StructureTests(ProgramSources program)
{
    private const int MostLinesOfAMethod = 60;
    private const int MostLinesOfAFile = 300;

    [Fact]
    public void Everything_is_read_and_compiles()
    {
        Assert.SkipWhen(program.Missing is not null, program.Missing ?? string.Empty);
        AssertNone(program.Failures);
        AssertNone(program.Sources.Errors);
        Assert.True(program.Sources.ByPath.Count > 400, $"only {program.Sources.ByPath.Count} files were read");
    }

    [Fact]
    public void No_two_rooms_use_each_other()
    {
        Assert.SkipWhen(program.Missing is not null, program.Missing ?? string.Empty);
        AssertNone(program.Checks.MutualRooms());
    }

    [Fact]
    public void No_files_reach_each_other()
    {
        Assert.SkipWhen(program.Missing is not null, program.Missing ?? string.Empty);
        AssertNone(program.Checks.FileCycles());
    }

    [Fact]
    public void A_room_uses_only_rooms_below_it()
    {
        Assert.SkipWhen(program.Missing is not null, program.Missing ?? string.Empty);
        AssertNone(program.Checks.UpwardUses());
    }

    [Fact]
    public void Every_room_stands_on_a_level()
    {
        Assert.SkipWhen(program.Missing is not null, program.Missing ?? string.Empty);
        AssertNone(program.Checks.UnlistedRooms());
    }

    [Fact]
    public void A_type_is_public_only_where_another_project_needs_it()
    {
        Assert.SkipWhen(program.Missing is not null, program.Missing ?? string.Empty);
        AssertNone(program.Checks.NeedlesslyPublic(program.Uses));
    }

    [Fact]
    public void Methods_and_files_can_be_seen_at_a_glance() =>
        AssertNone([.. program.Checks.LongMethods(MostLinesOfAMethod), .. program.Checks.LongFiles(MostLinesOfAFile)]);

    [Fact]
    public void A_namespace_is_the_folder() => AssertNone(program.Checks.OddNamespaces());

    private static void AssertNone(IReadOnlyList<string> offences) =>
        Assert.True(offences.Count == 0, $"{offences.Count}, see build/structure/layers.txt and docs/architecture.md:\n{string.Join('\n', offences)}");
}

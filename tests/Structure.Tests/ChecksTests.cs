namespace FlinkReady.Structure.Tests;

/// <summary>Each mistake in the structure of a small program is found, and a sound one passes.</summary>
public sealed class ChecksTests
{
    private static readonly string[] Order = ["Lower/Words", "Lower/Engine/Parts", "Lower/Engine", "Upper/Pages, Upper/Reports", "Upper"];

    private static readonly (string Path, string Text)[] Sound =
    [
        ("Lower/Words/Word.cs", "namespace Lower.Words; public static class Word { public const string Of = nameof(Word); }"),
        ("Lower/Engine/Parts/Wheel.cs", "namespace Lower.Engine.Parts; internal sealed class Wheel { public string Name => Lower.Words.Word.Of; }"),
        ("Lower/Engine/Motor.cs", "namespace Lower.Engine; public sealed class Motor { private readonly Parts.Wheel _wheel = new(); public Heat Run() => new(_wheel.Name.Length); }"),
        ("Lower/Engine/Heat.cs", "namespace Lower.Engine; public sealed record Heat(int Degrees);"),
        ("Upper/Pages/Page.cs", "namespace Upper.Pages; internal static class Page { public static string Show(Lower.Engine.Motor motor) => motor.Run() + Lower.Words.Word.Of; }"),
        ("Upper/Reports/Report.cs", "namespace Upper.Reports; internal sealed class Report { public int Lines => 1; }"),
        ("Upper/Entry.cs", "namespace Upper; internal static class Entry { public static string Main() => Pages.Page.Show(new()) + new Reports.Report().Lines; }"),
    ];

    [Fact]
    public void A_sound_program_passes()
    {
        var program = new FakeProgram(Order, Sound);

        Assert.Empty(program.Checks.MutualRooms());
        Assert.Empty(program.Checks.FileCycles());
        Assert.Empty(program.Checks.UpwardUses());
        Assert.Empty(program.Checks.UnlistedRooms());
        Assert.Empty(program.Checks.OddNamespaces());
        Assert.Empty(program.Checks.LongMethods(1));
        Assert.Empty(program.Checks.LongFiles(1));
        Assert.Empty(program.NeedlesslyPublic);
    }

    [Fact]
    public void Two_rooms_that_use_each_other_are_found_with_the_files_and_the_types()
    {
        var program = new FakeProgram(Order, [.. Sound, ("Lower/Words/Rumour.cs", "namespace Lower.Words; internal static class Rumour { public static string Of => nameof(Lower.Engine.Motor); }"), ("Lower/Engine/Ear.cs", "namespace Lower.Engine; internal static class Ear { public static string Of => Lower.Words.Word.Of; }")]);

        var pair = Assert.Single(program.Checks.MutualRooms());
        Assert.StartsWith("src/Lower/Engine and src/Lower/Words use each other", pair, StringComparison.Ordinal);
        Assert.Contains("src/Lower/Words/Rumour.cs names Motor", pair, StringComparison.Ordinal);
        Assert.Contains("src/Lower/Engine/Ear.cs names Word", pair, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_of_an_opened_room_is_a_room_of_its_own()
    {
        var program = new FakeProgram(Order, [.. Sound, ("Lower/Engine/Parts/Belt.cs", "namespace Lower.Engine.Parts; internal static class Belt { public static int Of(Lower.Engine.Heat heat) => heat.Degrees; }")]);

        Assert.StartsWith("src/Lower/Engine and src/Lower/Engine/Parts use each other", Assert.Single(program.Checks.MutualRooms()), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_of_one_room_that_reach_each_other_are_found_with_a_way_round()
    {
        var program = new FakeProgram(
            Order,
            [
                .. Sound,
                ("Upper/Pages/A.cs", "namespace Upper.Pages; internal static class A { public const int Of = B.Of; }"),
                ("Upper/Pages/B.cs", "namespace Upper.Pages; internal static class B { public const int Of = 1; public static string Other => nameof(C); }"),
                ("Upper/Pages/C.cs", "namespace Upper.Pages; internal static class C { public static int Of => A.Of; }"),
            ]);

        var cycle = Assert.Single(program.Checks.FileCycles());
        Assert.StartsWith("3 files reach each other", cycle, StringComparison.Ordinal);
        Assert.Contains("src/Upper/Pages/B.cs names C", cycle, StringComparison.Ordinal);
        Assert.Empty(program.Checks.MutualRooms());
    }

    [Fact]
    public void A_use_of_a_room_above_is_found_also_where_nothing_comes_back()
    {
        var program = new FakeProgram(
            ["Upper/Pages", "Lower/Engine/Parts", "Lower/Engine", "Lower/Words", "Upper/Reports", "Upper"], Sound);

        Assert.Equal(3, program.Checks.UpwardUses().Count);
        Assert.Contains(program.Checks.UpwardUses(), use => use.Contains("src/Lower/Engine/Parts uses src/Lower/Words, which is not below it\n    src/Lower/Engine/Parts/Wheel.cs names Word", StringComparison.Ordinal));
    }

    [Fact]
    public void A_use_within_a_level_is_found()
    {
        var program = new FakeProgram(Order, [.. Sound, ("Upper/Reports/Print.cs", "namespace Upper.Reports; internal static class Print { public static string Of => nameof(Upper.Pages.Page); }")]);

        Assert.StartsWith("src/Upper/Reports uses src/Upper/Pages", Assert.Single(program.Checks.UpwardUses()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_room_without_a_level_and_a_level_without_a_room_are_found()
    {
        var program = new FakeProgram(["Lower/Words", "Lower/Engine/Parts", "Lower/Engine", "Upper/Pages, Upper/Drawings", "Upper"], Sound);

        Assert.Equal(["src/Upper/Reports stands on no level", "a level names src/Upper/Drawings, which does not exist"], program.Checks.UnlistedRooms());
    }

    [Fact]
    public void A_star_stands_for_the_folders_that_no_level_names()
    {
        var program = new FakeProgram(["Lower/Words", "Lower/*", "Upper/*", "Upper"], Sound);

        Assert.Empty(program.Checks.UnlistedRooms());
    }

    [Fact]
    public void A_public_type_that_no_other_project_needs_is_found_and_one_that_a_needed_type_tells_of_is_not()
    {
        // Heat is public because Motor.Run gives it; that something in its own project uses Cog makes it no more needed.
        var program = new FakeProgram(
            Order,
            [.. Sound, ("Lower/Engine/Cog.cs", "namespace Lower.Engine; public sealed class Cog { public int Teeth => 1; }"), ("Lower/Engine/Box.cs", "namespace Lower.Engine; internal sealed class Box { public Cog Cog => new(); }")]);

        Assert.Equal(["src/Lower/Engine/Cog.cs: Cog is public and nothing outside src/Lower needs it to be"], program.NeedlesslyPublic);
    }

    [Fact]
    public void Long_methods_and_files_and_odd_namespaces_are_found()
    {
        var program = new FakeProgram(Order, [.. Sound, ("Upper/Pages/Long.cs", "namespace Upper.Page;\n\ninternal static class Long\n{\n    public static int Of()\n    {\n        return 1;\n    }\n}\n")]);

        Assert.Equal(["src/Upper/Pages/Long.cs:5: Long.Of has 4 lines, more than 3"], program.Checks.LongMethods(3));
        Assert.Equal(["src/Upper/Pages/Long.cs has 9 lines, more than 8"], program.Checks.LongFiles(8));
        Assert.Equal(["src/Upper/Pages/Long.cs: its namespace is Upper.Page"], program.Checks.OddNamespaces());
    }
}

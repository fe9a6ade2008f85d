using FlinkReady.FlinkModel.Options;

namespace FlinkReady.Readiness.Tests.Options;

/// <summary>
/// The tables of options against the releases that they are written from. <c>build/update-options.sh</c> runs these tests with
/// <c>FLINKREADY_UPDATE_GENERATED=1</c>, which writes the tables instead.
/// </summary>
[Trait("generated", "true")]
public sealed class OptionTablesTests
{
    private static readonly bool Update = Environment.GetEnvironmentVariable("FLINKREADY_UPDATE_GENERATED") == "1";

    [NeedsFact(Need.SharedMaterial)]
    public void The_options_of_rules_are_those_of_the_releases() => AssertFresh(OptionTableWriter.Write(FlinkReleases.Load()), "OptionTable.g.cs");

    [NeedsFact(Need.SharedMaterial)]
    public void The_known_keys_are_those_of_the_releases() => AssertFresh(KnownKeysWriter.Write(FlinkReleases.Load()), "KnownKeys.g.cs");

    [NeedsFact(Need.SharedMaterial)]
    public void Each_release_is_a_known_version() => Assert.Equal(FlinkVersion.Known, FlinkReleases.Load().All.Select(release => release.Version));

    private static void AssertFresh(string expected, string name)
    {
        var file = Path.Combine(SharedMaterial.RepositoryRoot, "src", "FlinkModel", "Options", name);
        if (Update)
        {
            File.WriteAllText(file, expected);
        }

        Assert.True(expected == (File.Exists(file) ? File.ReadAllText(file) : string.Empty), $"{name} is not up to date: run build/update-options.sh and commit what it changes");
    }
}

using FlinkReady.FlinkModel.Options;
using FlinkReady.Readiness.Rules.Availability;

namespace FlinkReady.Readiness.Tests.Availability;

/// <summary>Holds the table of releases against the policy it follows.</summary>
public sealed class FlinkSupportTests
{
    private static readonly FlinkVersion[] Versions =
        [new(1, 15), new(1, 16), new(1, 17), new(1, 18), new(1, 19), new(1, 20), new(2, 0), new(2, 1), new(2, 2), new(2, 3)];

    [Fact]
    public void A_release_ends_when_the_second_one_after_it_appears()
    {
        for (var index = 0; index < Versions.Length; index++)
        {
            if (Versions[index] != new FlinkVersion(1, 20))
            {
                var second = index + 2 < Versions.Length ? FlinkSupport.Find(Versions[index + 2])!.Released : (DateOnly?)null;
                Assert.Equal(second, FlinkSupport.Find(Versions[index])!.End);
            }
        }
    }

    [Fact]
    public void The_last_release_of_a_major_version_has_two_years()
    {
        var release = FlinkSupport.Find(new FlinkVersion(1, 20))!;

        Assert.Equal(release.Released.AddYears(2), release.End);
    }

    [Fact]
    public void The_table_knows_its_ends()
    {
        Assert.Equal(Versions[0], FlinkSupport.Oldest.Version);
        Assert.Equal(Versions[^1], FlinkSupport.Newest);
        Assert.Equal(new FlinkVersion(2, 2), FlinkSupport.OldestMaintained);
    }
}

using FlinkReady.Readiness.Facts;

namespace FlinkReady.Readiness.Tests.Facts;

/// <summary>Against Flink's own words: <c>KeyGroupRangeAssignment</c> and the examples of its documentation.</summary>
public sealed class KeyGroupsTests
{
    [Theory]
    [InlineData(1, 128)]
    [InlineData(85, 128)]
    [InlineData(86, 256)]
    [InlineData(128, 256)]
    [InlineData(171, 256)]
    [InlineData(172, 512)]
    [InlineData(32768, 32768)]
    [InlineData(int.MaxValue, 32768)]
    public void The_derived_max_parallelism_is_the_next_power_of_two_of_one_and_a_half_times_the_parallelism(int parallelism, int derived)
    {
        Assert.Equal(derived, KeyGroups.Derived(parallelism));
        Assert.True(KeyGroups.CanBeDerived(derived));
    }

    [Theory]
    [InlineData(64)]
    [InlineData(720)]
    [InlineData(65536)]
    public void Other_values_cannot_be_derived(int value) => Assert.False(KeyGroups.CanBeDerived(value));

    [Fact]
    public void The_skew_is_that_of_key_groups_dealt_one_by_one()
    {
        for (var maximum = 1; maximum <= 200; maximum++)
        {
            for (var parallelism = 1; parallelism <= maximum; parallelism++)
            {
                // KeyGroupRangeAssignment.computeOperatorIndexForKeyGroup
                var owned = new int[parallelism];
                for (var keyGroup = 0; keyGroup < maximum; keyGroup++)
                {
                    owned[keyGroup * parallelism / maximum]++;
                }

                Assert.Equal(owned.Max(), KeyGroups.Largest(maximum, parallelism));
                Assert.Equal(owned.Max() / ((double)maximum / parallelism), KeyGroups.Skew(maximum, parallelism), 9);
                Assert.Equal(maximum % parallelism, owned.Count(count => count != maximum / parallelism));
            }
        }
    }

    [Fact]
    public void The_nearest_even_parallelism_is_even_and_no_nearer_one_is()
    {
        foreach (var (maximum, parallelism) in new[] { (128, 100), (4, 3), (720, 700), (7, 6) })
        {
            var nearest = KeyGroups.NearestEven(maximum, parallelism, 1.25);
            Assert.InRange(nearest, 1, maximum);
            Assert.True(KeyGroups.Skew(maximum, nearest) <= 1.25);
            for (var other = 1; other <= maximum; other++)
            {
                Assert.False(Math.Abs(other - parallelism) < Math.Abs(nearest - parallelism) && KeyGroups.Skew(maximum, other) <= 1.25);
            }
        }
    }

    [Theory]
    [InlineData(1, 10, 720)]
    [InlineData(100, 10, 1000)]
    [InlineData(7, 10, 721)]
    [InlineData(30000, 10, 32768)]
    public void A_suggestion_is_a_multiple_of_the_parallelism_within_the_bounds(int parallelism, double factor, int suggested) =>
        Assert.Equal(suggested, KeyGroups.Suggested(parallelism, factor));
}

using FlinkReady.Readiness.OperatorIds.Hashing;

namespace FlinkReady.Readiness.Tests.OperatorIds;

public class LocalHashSieveTests
{
    /// <summary>What it would lose would be called an operator with a uid.</summary>
    [Theory]
    [InlineData(100)]
    [InlineData(5_000)]
    [InlineData(10_000)]
    public void No_hash_of_an_operator_without_uid_is_lost(int operators)
    {
        var sieve = LocalHashSieve.For(operators);
        for (var k = 0; k < operators; k += 37)
        {
            for (var c = 0; c < LocalHashTable.FanOuts; c++)
            {
                Assert.Equal(0, sieve.Next([LowBits.Sift(LocalHash.Of(k, c))], 0, 0));
                Assert.Equal(0, LocalHashSieve.For(operators, c).Next([LowBits.Sift(LocalHash.Of(k, c))], 0, 0));
            }
        }
    }

    /// <summary>What it lets past is tried in every order: a few in ten thousand.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(4)]
    public void Hardly_any_other_hash_gets_past(int? fanOut)
    {
        var others = Enumerable.Range(0, 200_000).Select(i => LowBits.Sift(Murmur3.OfText($"uid-{i}"))).ToArray();
        var sieve = LocalHashSieve.For(5_000, fanOut);
        var passed = 0;
        for (var at = sieve.Next(others, 0, 0); at >= 0; at = sieve.Next(others, 0, at + 1))
        {
            passed++;
        }

        Assert.InRange(passed, 0, 200);
    }
}

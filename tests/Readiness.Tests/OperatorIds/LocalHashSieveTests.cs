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
            }
        }
    }
}

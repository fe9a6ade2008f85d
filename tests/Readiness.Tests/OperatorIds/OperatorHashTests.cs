using System.Text;
using FlinkReady.Readiness.OperatorIds.Hashing;
using FlinkReady.Readiness.OperatorIds.Uids;

namespace FlinkReady.Readiness.Tests.OperatorIds;

/// <summary>The expected values are ids that Flink itself gave to operators.</summary>
public class OperatorHashTests
{
    [Theory]
    [InlineData(0, 0, "bc764cd8ddf7a0cff126f51c16239658")]
    [InlineData(0, 1, "cbc357ccb763df2852fee8c4fc7d55f2")]
    [InlineData(1, 0, "feca28aff5a3958840bee985ee7de4d3")]
    public void A_source_without_uid_has_the_id_that_Flink_gives_it(int k, int c, string id) => Assert.Equal(id, LocalHash.Of(k, c).ToString());

    [Theory]
    [InlineData("bc764cd8ddf7a0cff126f51c16239658", 1, 0, "0a448493b4782967b150582570326227")]
    [InlineData("bc764cd8ddf7a0cff126f51c16239658", 1, 1, "20ba6b65f97481d5570070de90e4e791")]
    [InlineData("cbc357ccb763df2852fee8c4fc7d55f2", 1, 0, "7df19f87deec5680128845fd9a6ca18d")]
    [InlineData("7df19f87deec5680128845fd9a6ca18d", 2, 0, "9dd63673dd41ea021b896d5203f3ba7c")]
    [InlineData("7df19f87deec5680128845fd9a6ca18d", 2, 1, "90bea66de1c231edf33913ecd54406c1")]
    public void An_operator_without_uid_behind_another_has_the_id_that_Flink_gives_it(string input, int k, int c, string id)
    {
        Assert.True(OperatorHash.TryParse(input, out var source));
        Assert.Equal(id, LocalHash.Of(k, c).Append(source).ToString());
        Assert.Equal(id, (LocalHash.Transfer(k, c) ^ source).ToString());
    }

    [Theory]
    [InlineData("source-uid", "bef22c5df1ab33dd94bb7a6ecac555fb")]
    [InlineData("value-process-uid", "ca4f5fe9a637b656f09ea78b3e7a15b9")]
    public void A_uid_alone_makes_the_id(string uid, string id) => Assert.Equal(id, Murmur3.OfText(uid).ToString());

    [Fact]
    public void Removing_an_input_undoes_appending_it()
    {
        var random = new Random(1);
        for (var i = 0; i < 1000; i++)
        {
            var hash = new OperatorHash((ulong)random.NextInt64(long.MinValue, long.MaxValue), (ulong)random.NextInt64(long.MinValue, long.MaxValue));
            var source = new OperatorHash((ulong)random.NextInt64(long.MinValue, long.MaxValue), (ulong)random.NextInt64(long.MinValue, long.MaxValue));
            Assert.Equal(hash, hash.Append(source).Remove(source));
        }
    }

    [Fact]
    public void Every_local_hash_below_the_limits_leads_back_to_its_k_and_c()
    {
        var table = LocalHashTable.For(10);
        for (var k = 0; k < LocalHashTable.StandardOrdinals; k += 7)
        {
            for (var c = 0; c < LocalHashTable.FanOuts; c++)
            {
                Assert.True(table.TryFind(LocalHash.Of(k, c), out var foundK, out var foundC));
                Assert.Equal((k, c), (foundK, foundC));
            }
        }
    }

    [Theory]
    [InlineData("op-1")]
    [InlineData("op-10001")]
    [InlineData("aaaa")]
    [InlineData("abcdabcdabcdabcd")]
    public void A_uid_of_four_repeated_bytes_is_not_taken_for_a_local_hash(string uid) =>
        Assert.False(LocalHashTable.For(10).TryFind(Murmur3.OfText(uid), out _, out _));

    [Theory]
    [InlineData("a")]
    [InlineData("op-1")]
    [InlineData("1_source")]
    public void A_short_uid_is_read_back_out_of_its_id(string uid)
    {
        Assert.True(ShortUid.TryRecover(Murmur3.OfText(uid), out var text));
        Assert.Equal(uid, text);
    }

    [Fact]
    public void No_text_is_read_out_of_ids_that_hold_none()
    {
        for (var i = 0; i < 100_000; i++)
        {
            Assert.False(ShortUid.TryRecover(LocalHash.Of(i, i % 5), out _));
            Assert.False(ShortUid.TryRecover(Murmur3.OfBytes(Encoding.UTF8.GetBytes($"a-longer-uid-{i}")), out _));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("bc764cd8ddf7a0cff126f51c1623965")]
    [InlineData("bc764cd8ddf7a0cff126f51c1623965g")]
    [InlineData("+c764cd8ddf7a0cff126f51c16239658")]
    public void A_text_that_is_no_id_is_refused(string? text) => Assert.False(OperatorHash.TryParse(text, out _));
}

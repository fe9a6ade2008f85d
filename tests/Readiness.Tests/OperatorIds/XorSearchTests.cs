using FlinkReady.Readiness.OperatorIds.Hashing;
using FlinkReady.Readiness.OperatorIds.InEdges;

namespace FlinkReady.Readiness.Tests.OperatorIds;

public class XorSearchTests
{
    [Fact]
    public void Any_choice_of_a_hundred_words_is_found_from_its_sum()
    {
        var span = Span();
        var random = new Random(5);
        for (var round = 0; round < 200; round++)
        {
            var chosen = Enumerable.Range(0, 50).SelectMany(k => Enumerable.Range(0, 2).Select(c => (k, c))).Where(_ => random.Next(4) == 0).ToArray();
            var sum = chosen.Aggregate(default(OperatorHash), (hash, word) => hash ^ LocalHash.Transfer(word.k, word.c));
            var found = new (int Ordinal, int FanOut)[XorSpan.MostWords];

            Assert.Equal(chosen, found[..span.Find(sum, found)]);
        }
    }

    [Fact]
    public void A_hash_that_is_no_sum_or_one_of_too_many_words_is_not_found()
    {
        var span = Span();
        var three = LocalHash.Transfer(1, 0) ^ LocalHash.Transfer(2, 1) ^ LocalHash.Transfer(3, 0);

        Assert.Equal(-1, span.Find(Murmur3.OfText("a uid"), new (int, int)[8]));
        Assert.Equal(-1, span.Find(three, new (int, int)[2]));
        Assert.Equal(3, span.Find(three, new (int, int)[3]));
    }

    [Theory]
    [InlineData(5, 1, 5)]
    [InlineData(5, 2, 15)]
    [InlineData(4, 4, 35)]
    public void In_edges_from_one_chain_are_chosen_as_multisets_whose_low_bits_are_those_of_their_hashes(int choices, int inEdges, int count)
    {
        var group = new InEdgeGroup(new ChoiceList().Set([.. Enumerable.Range(0, choices).Select(k => new InEdgeChoice(null, LocalHash.Of(k, 0)))]), inEdges);
        var sifted = group.Sift().ToArray();

        Assert.Equal(count, sifted.Length);
        var sets = Enumerable.Range(0, count).Select(index => group.At(index)).ToList();
        Assert.Equal(sifted, sets.Select(set => set.Aggregate(0UL, (bits, choice) => bits ^ LowBits.Sift(choice.Value))));
        Assert.Equal(count, sets.Select(set => string.Join(' ', set.Select(choice => choice.Value.ToString()).Order(StringComparer.Ordinal))).Distinct().Count());
    }

    private static XorSpan Span()
    {
        var span = new XorSpan();
        for (var k = 0; k < 50; k++)
        {
            span.Add(k, 0, LocalHash.Transfer(k, 0));
            span.Add(k, 1, LocalHash.Transfer(k, 1));
        }

        return span;
    }
}

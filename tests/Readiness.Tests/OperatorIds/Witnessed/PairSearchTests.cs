using FlinkReady.Readiness.OperatorIds.Hashing;

namespace FlinkReady.Readiness.Tests.OperatorIds.Witnessed;

/// <summary>Every pair is found that differs by a T(k, c): one that was lost would make an operator without uid look as if it had one.</summary>
public sealed class PairSearchTests
{
    [Theory]
    [InlineData(50, 64)]
    [InlineData(300, 64)]
    [InlineData(300, 16)]
    [InlineData(5_000, 64)]
    [InlineData(5_000, 16)]
    [InlineData(5_000, 17)]
    public void No_pair_is_kept_back_and_hardly_any_other_gets_past(int count, int fanOuts)
    {
        var ids = new List<OperatorHash>();
        var expected = new HashSet<(int, int)>();
        for (var i = 0; i < count; i++)
        {
            if (i % 3 == 0)
            {
                ids.Add(Murmur3.OfText($"uid-{i}"));
                continue;
            }

            // Of every third operator two others follow, with any k and c that a job of this size can have.
            expected.Add((i - (i % 3), i));
            ids.Add(ids[i - (i % 3)] ^ LocalHash.Transfer(count - i, i % fanOuts));
        }

        var passed = new HashSet<(int, int)>();
        PairSearch.ForEachPair(TransferSieve.For(count, fanOuts), [.. ids], new PairRole[count], (one, other) => Assert.True(passed.Add((Math.Min(one, other), Math.Max(one, other)))));

        Assert.Superset(expected, passed);
        Assert.InRange(passed.Count - expected.Count, 0, 10 + (count * (long)count / 2 / 300));
    }

    [Fact]
    public void Of_settled_ids_only_pairs_with_open_ones_are_looked_at_and_of_ids_apart_none()
    {
        const int count = 3_000;
        var ids = new OperatorHash[count];
        var roles = new PairRole[count];
        var expected = new HashSet<(int, int)>();
        for (var i = 0; i < count; i++)
        {
            roles[i] = (PairRole)((i * 7 % 11) % 3);
            ids[i] = i % 2 == 0 ? Murmur3.OfText($"uid-{i}") : ids[i - 1] ^ LocalHash.Transfer(i, i % 64);
            if (i % 2 == 1 && roles[i] != PairRole.Apart && roles[i - 1] != PairRole.Apart && (roles[i] == PairRole.Open || roles[i - 1] == PairRole.Open))
            {
                expected.Add((i - 1, i));
            }
        }

        var passed = new HashSet<(int, int)>();
        PairSearch.ForEachPair(TransferSieve.For(count), ids, roles, (one, other) => Assert.True(passed.Add((Math.Min(one, other), Math.Max(one, other)))));

        Assert.Superset(expected, passed);
        Assert.DoesNotContain(passed, pair => roles[pair.Item1] == PairRole.Apart || roles[pair.Item2] == PairRole.Apart || (roles[pair.Item1] == PairRole.Settled && roles[pair.Item2] == PairRole.Settled));
    }
}

using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace FlinkReady.Readiness.Tests.OperatorIds.Generated;

/// <summary>
/// Flink's hashing of operators, written from the description of <c>StreamGraphHasherV2</c> with nothing of the engine in it: plain byte arrays, the
/// traversal as a queue. What the engine proves is held against this.
/// </summary>
internal static class ReferenceHasher
{
    /// <summary>Gives every node its hash, in the order of Flink's traversal.</summary>
    public static void Hash(IReadOnlyList<Node> nodes)
    {
        var visited = new HashSet<Node>();
        var queue = new Queue<Node>();
        foreach (var source in nodes.Where(node => node.InEdges.Count == 0))
        {
            queue.Enqueue(source);
            visited.Add(source);
        }

        var hashed = 0;
        while (queue.TryDequeue(out var node))
        {
            if (node.Uid is null && node.InEdges.Any(input => input.Hash is null))
            {
                visited.Remove(node);
                continue;
            }

            node.Hash = node.Uid is null ? Generate(node, hashed) : Murmur(Encoding.UTF8.GetBytes(node.Uid));
            hashed++;
            foreach (var next in node.OutEdges)
            {
                if (visited.Add(next))
                {
                    queue.Enqueue(next);
                }
            }
        }
    }

    private static byte[] Generate(Node node, int ordinal)
    {
        var text = new List<byte>();
        for (var i = 0; i <= node.OutEdges.Count(next => next.ChainedTo == node); i++)
        {
            text.AddRange(BitConverter.GetBytes(ordinal));
        }

        var hash = Murmur([.. text]);
        foreach (var input in node.InEdges)
        {
            for (var j = 0; j < hash.Length; j++)
            {
                hash[j] = (byte)((hash[j] * 37) ^ input.Hash![j]);
            }
        }

        return hash;
    }

    private static byte[] Murmur(byte[] data)
    {
        const ulong c1 = 0x87c37b91114253d5UL, c2 = 0x4cf5ad432745937fUL;
        ulong h1 = 0, h2 = 0;
        var padded = new byte[(data.Length + 15) / 16 * 16];
        data.CopyTo(padded, 0);
        for (var at = 0; at < padded.Length; at += 16)
        {
            var k1 = BitOperations.RotateLeft(BinaryPrimitives.ReadUInt64LittleEndian(padded.AsSpan(at)) * c1, 31) * c2;
            var k2 = BitOperations.RotateLeft(BinaryPrimitives.ReadUInt64LittleEndian(padded.AsSpan(at + 8)) * c2, 33) * c1;
            h1 ^= k1;
            if (at + 16 <= data.Length)
            {
                h1 = ((BitOperations.RotateLeft(h1, 27) + h2) * 5) + 0x52dce729;
            }

            h2 ^= k2;
            if (at + 16 <= data.Length)
            {
                h2 = ((BitOperations.RotateLeft(h2, 31) + h1) * 5) + 0x38495ab5;
            }
        }

        h1 ^= (ulong)data.Length;
        h2 ^= (ulong)data.Length;
        h1 += h2;
        h2 += h1;
        h1 = Final(h1);
        h2 = Final(h2);
        h1 += h2;
        h2 += h1;
        return [.. BitConverter.GetBytes(h1), .. BitConverter.GetBytes(h2)];
    }

    private static ulong Final(ulong k)
    {
        k = (k ^ (k >> 33)) * 0xff51afd7ed558ccdUL;
        k = (k ^ (k >> 33)) * 0xc4ceb9fe1a85ec53UL;
        return k ^ (k >> 33);
    }
}

/// <summary>An operator of a generated graph.</summary>
internal sealed class Node(string name)
{
    public string Name { get; } = name;

    public string? Uid { get; set; }

    public List<Node> InEdges { get; } = [];

    public List<Node> OutEdges { get; } = [];

    /// <summary>The operator it is chained to; null for a head.</summary>
    public Node? ChainedTo { get; set; }

    public Node Head => ChainedTo?.Head ?? this;

    public byte[]? Hash { get; set; }

    /// <summary>Adds an edge between two operators.</summary>
    public static void Connect(Node from, Node to, bool chained)
    {
        to.InEdges.Add(from);
        from.OutEdges.Add(to);
        to.ChainedTo = chained ? from : to.ChainedTo;
    }

    public string Id => Convert.ToHexStringLower(Hash!);
}

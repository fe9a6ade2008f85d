using System.Text;

namespace FlinkReady.Monitor.Configuration;

/// <summary>
/// The part of all targets that one replica looks at. Which one a target belongs to follows from its name alone, by the jump consistent hash of
/// Lamping and Veach over FNV-1a of 64 bits, as kube-state-metrics shares its objects: one replica more takes over its share and moves nothing else.
/// </summary>
/// <param name="Ordinal">This replica's, from 0.</param>
/// <param name="Total">How many replicas share the targets, from 1.</param>
internal sealed record Shard(int Ordinal, int Total)
{
    /// <summary>True where this replica looks at the target of that name.</summary>
    public bool Owns(string target) => Of(target, Total) == Ordinal;

    /// <summary>The ordinal of the replica that a target belongs to.</summary>
    /// <param name="target">Its name.</param>
    /// <param name="total">How many replicas share the targets, from 1.</param>
    public static int Of(string target, int total) => Jump(Fnv1A(Encoding.UTF8.GetBytes(target)), total);

    /// <summary>
    /// The ordinal at the end of a host name, as the pods of a StatefulSet have it (<c>flinkready-2</c>); null where there is none. A domain is passed over.
    /// </summary>
    public static int? OrdinalOf(string hostName)
    {
        var pod = hostName.Split('.')[0];
        return int.TryParse(pod.AsSpan(pod.LastIndexOf('-') + 1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var ordinal)
            && pod.Contains('-', StringComparison.Ordinal)
            ? ordinal
            : null;
    }

    /// <summary>FNV-1a, 64 bits.</summary>
    internal static ulong Fnv1A(ReadOnlySpan<byte> bytes)
    {
        var hash = 0xCBF2_9CE4_8422_2325;
        foreach (var part in bytes)
        {
            hash = unchecked((hash ^ part) * 0x0000_0100_0000_01B3);
        }

        return hash;
    }

    /// <summary>The bucket of a key ("A Fast, Minimal Memory, Consistent Hash Algorithm", 2014).</summary>
    internal static int Jump(ulong key, int buckets)
    {
        long bucket = -1;
        for (long next = 0; next < buckets;)
        {
            bucket = next;
            key = unchecked((key * 2_862_933_555_777_941_757) + 1);
            next = (long)((bucket + 1) * ((1L << 31) / (double)((key >> 33) + 1)));
        }

        return (int)bucket;
    }
}

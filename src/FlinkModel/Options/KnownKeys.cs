using System.Globalization;
using System.Text;

namespace FlinkReady.FlinkModel.Options;

/// <summary>
/// Every key of a configuration that Flink's own classes declare, and which version reads it. The table is written from the releases; it is searched as it
/// stands, so that it takes no memory beyond the executable.
/// </summary>
public static partial class KnownKeys
{
    /// <summary>What is known of a key; nothing where no version has it.</summary>
    /// <param name="key">As it stands in a configuration. An entry of a map (<c>pipeline.global-job-parameters.x</c>) is known by its map.</param>
    public static KnownKey? Find(string key)
    {
        if (FindLine(key) is { } exact)
        {
            return exact;
        }

        for (var dot = key.LastIndexOf('.'); dot > 0; dot = key.LastIndexOf('.', dot - 1))
        {
            if (FindLine(string.Concat(key.AsSpan(0, dot + 1), "*")) is { } family)
            {
                return family;
            }
        }

        return null;
    }

    /// <summary>The known key that differs from <paramref name="key"/> by the fewest typing errors, at most two; null where there is none.</summary>
    public static KnownKey? Nearest(string key)
    {
        KnownKey? nearest = null;
        var fewest = key.Length < 12 ? 2 : 3;
        var text = Encoding.UTF8.GetBytes(key);
        for (var start = 0; start < Table.Length;)
        {
            var line = Line(start);
            var name = line[..line.IndexOf((byte)' ')];
            if (Math.Abs(name.Length - text.Length) < fewest && TypingErrors.Between(name, text, fewest) is var errors && errors < fewest)
            {
                (nearest, fewest) = (Read(line), errors);
            }

            start += line.Length + 1;
        }

        return nearest;
    }

    // The table is sorted by the bytes of its keys.
    private static KnownKey? FindLine(string key)
    {
        var wanted = Encoding.UTF8.GetBytes(key);
        var (low, high) = (0, Table.Length);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var start = Table[low..middle].LastIndexOf((byte)'\n') is >= 0 and var end ? low + end + 1 : low;
            var line = Line(start);
            var order = line[..line.IndexOf((byte)' ')].SequenceCompareTo(wanted);
            switch (order)
            {
                case 0:
                    return Read(line);
                case < 0:
                    low = start + line.Length + 1;
                    break;
                default:
                    high = start;
                    break;
            }
        }

        return null;
    }

    private static ReadOnlySpan<byte> Line(int start)
    {
        var rest = Table[start..];
        var end = rest.IndexOf((byte)'\n');
        return end < 0 ? rest : rest[..end];
    }

    // "key read declared [other-key=versions …]", sets of versions as hexadecimal numbers with a bit for each.
    private static KnownKey Read(ReadOnlySpan<byte> line)
    {
        var parts = Encoding.UTF8.GetString(line).Split(' ');
        return new KnownKey(
            parts[0],
            Versions(parts[1]),
            Versions(parts[2]),
            [.. parts.Skip(3).Select(static part => part.Split('=')).Select(static pair => (pair[0], Versions(pair[1])))]);
    }

    private static int Versions(string text) => int.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}

/// <summary>A key with the versions that declare and read it.</summary>
public sealed class KnownKey
{
    private readonly int _read;
    private readonly int _declared;
    private readonly IReadOnlyList<(string Key, int Versions)> _instead;

    internal KnownKey(string key, int read, int declared, IReadOnlyList<(string Key, int Versions)> instead)
    {
        Key = key;
        _read = read;
        _declared = declared;
        _instead = instead;
    }

    /// <summary>The key; it ends in <c>*</c> where it stands for all keys that begin so.</summary>
    public string Key { get; }

    /// <summary>True where a version reads it.</summary>
    public bool IsReadBy(FlinkVersion version) => Has(_read, version);

    /// <summary>True where a version declares it: declared is not read.</summary>
    public bool IsDeclaredBy(FlinkVersion version) => Has(_declared, version);

    /// <summary>The first version that reads it, null where none does.</summary>
    public FlinkVersion? FirstReader => FlinkVersion.Known.Where(IsReadBy).Cast<FlinkVersion?>().FirstOrDefault();

    /// <summary>The last version that reads it, null where none does.</summary>
    public FlinkVersion? LastReader => FlinkVersion.Known.Where(IsReadBy).Cast<FlinkVersion?>().LastOrDefault();

    /// <summary>The spelling of the same option that a version reads, which does not read this one; null where it has none.</summary>
    public string? InsteadIn(FlinkVersion version) => _instead.FirstOrDefault(entry => Has(entry.Versions, version)).Key;

    private static bool Has(int versions, FlinkVersion version) => version.Ordinal is >= 0 and var bit && (versions & (1 << bit)) != 0;
}

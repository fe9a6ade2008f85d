using System.Text;

namespace FlinkReady.Fuzz;

/// <summary>Changes bytes: flips, cuts, repeats, joins two inputs, and puts in what parsers stumble over.</summary>
public sealed class Mutator(Random random, IReadOnlyList<byte[]> corpus)
{
    private static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "null", "true", "\"NaN\"", "NaN", "-1", "0", "1e999", "9223372036854775807", "9223372036854775808", "-9223372036854775809", "0.1", "\"\"", "\"\\ud800\"",
            "{}", "[]", "[null]", "{\"\":{}}", ",", ":", "\"", "\\", "\0", "\uFEFF", "<br/>", ":- ", "+- ", ":  ", " -> ", "(", ")", "[", "]", "&amp;", "&#92;", "&#x110000;",
            "&lt;", "- ", "? ", "|\n", "&a ", "*a", "!!binary ", "<<: ", "%YAML 1.2\n", "---\n", "...\n", "\t", "\r\n", "../", "/etc/passwd", "2147483648", "99999999999d",
        }.Select(Encoding.UTF8.GetBytes),
        [0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80],
        [0, 0, 0, 0], [0, 0, 0, 1], [0x7f, 0xff, 0xff, 0xff], [0x80, 0, 0, 0],
    ];

    /// <summary>One input of the corpus, changed a few times.</summary>
    public byte[] Next()
    {
        var bytes = corpus[random.Next(corpus.Count)].ToList();
        for (var change = random.Next(1, 6); change > 0; change--)
        {
            Change(bytes);
        }

        return [.. bytes];
    }

    private void Change(List<byte> bytes)
    {
        var at = random.Next(bytes.Count + 1);
        var length = Math.Min(bytes.Count - at, random.Next(3) switch { 0 => 1, 1 => random.Next(16), _ => random.Next(bytes.Count + 1) });
        switch (random.Next(7))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                bytes.RemoveRange(at, length);
                break;
            case 2 when bytes.Count < 1_000_000:
                bytes.InsertRange(at, [.. bytes.Skip(at).Take(length)]);
                break;
            case 3:
                bytes.RemoveRange(at, length);
                bytes.InsertRange(at, Tokens[random.Next(Tokens.Length)]);
                break;
            case 4:
                bytes.RemoveRange(at, bytes.Count - at);
                bytes.AddRange(corpus[random.Next(corpus.Count)].Skip(at));
                break;
            case 5:
                var token = Tokens[random.Next(Tokens.Length)];
                bytes.InsertRange(at, Enumerable.Range(0, random.Next(1, random.Next(20) == 0 ? 20_000 : 8)).SelectMany(_ => token));
                break;
            default:
                bytes.InsertRange(at, Tokens[random.Next(Tokens.Length)]);
                break;
        }
    }
}

namespace FlinkReady.Readiness.OperatorIds.Uids;

/// <summary>
/// Spells the texts that one name may have become, each into the same buffer: nearly all of them are held against the ids of a job and forgotten, so none
/// is made a string.
/// </summary>
internal ref struct UidSpelling
{
    /// <summary>A buffer of so many characters holds what is kept of a name of <see cref="LongestName"/>.</summary>
    public const int BufferLength = 3 * LongestName;

    /// <summary>The longest text for such a name, without what a pattern or a number adds.</summary>
    public const int LongestText = LongestName + 16;

    /// <summary>Longer names are not tried.</summary>
    public const int LongestName = 512;

    /// <summary>Number of ways to make a uid of a name.</summary>
    public static int Ways => PlainForms + FormsWithEnding * Endings.Length;

    private const int PlainForms = 5;
    private const int FormsWithEnding = 4;

    private static readonly string[] Endings = ["uid", "id", "op", "operator", "source", "sink"];

    private readonly ReadOnlySpan<char> _name;
    private readonly ReadOnlySpan<char> _kebab;
    private readonly ReadOnlySpan<char> _snake;
    private readonly ReadOnlySpan<char> _camel;

    /// <summary>Prepares the spellings of a name.</summary>
    /// <param name="name">The name, or what is left of it without what Flink puts before it.</param>
    /// <param name="buffer">Where its slugs are kept, <see cref="BufferLength"/> long.</param>
    public UidSpelling(ReadOnlySpan<char> name, Span<char> buffer)
    {
        _name = name;
        _kebab = Slug(name, '-', buffer);
        _snake = Join(_kebab, '_', buffer.Slice(LongestName, _kebab.Length));
        _camel = Camel(_kebab, buffer[(2 * LongestName)..]);
    }

    /// <summary>Whether a text may begin with what a name becomes in some way: letters and digits stay the same in each but for their case. False is certain.</summary>
    public static bool MayBe(ReadOnlySpan<char> text, ReadOnlySpan<char> name)
    {
        var at = 0;
        foreach (var character in name)
        {
            if (!char.IsLetterOrDigit(character))
            {
                continue;
            }

            while (at < text.Length && !char.IsLetterOrDigit(text[at]))
            {
                at++;
            }

            if (at == text.Length || char.ToLowerInvariant(text[at++]) != char.ToLowerInvariant(character))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Writes the text that the name becomes in one way; returns its length.</summary>
    public readonly int Write(int way, Span<char> text)
    {
        if (way >= PlainForms)
        {
            return WriteWithEnding(way - PlainForms, text);
        }

        if (way == 1)
        {
            return _name.ToLowerInvariant(text);
        }

        var plain = way switch { 0 => _name, 2 => _kebab, 3 => _snake, _ => _camel };
        plain.CopyTo(text);
        return plain.Length;
    }

    private readonly int WriteWithEnding(int way, Span<char> text)
    {
        var ending = Endings[way / FormsWithEnding];
        var style = way % FormsWithEnding;
        var start = style switch { 0 => _kebab, 1 => _snake, 2 => _camel, _ => _name };
        start.CopyTo(text);
        var end = start.Length;
        if (style != 2)
        {
            text[end++] = style == 1 ? '_' : '-';
        }

        ending.CopyTo(text[end..]);
        text[end] = style == 2 ? char.ToUpperInvariant(text[end]) : text[end];
        return end + ending.Length;
    }

    private static ReadOnlySpan<char> Slug(ReadOnlySpan<char> name, char separator, Span<char> slug)
    {
        var length = 0;
        foreach (var character in name)
        {
            if (char.IsLetterOrDigit(character))
            {
                slug[length++] = char.ToLowerInvariant(character);
            }
            else if (length > 0 && slug[length - 1] != separator)
            {
                slug[length++] = separator;
            }
        }

        return slug[..(length > 0 && slug[length - 1] == separator ? length - 1 : length)];
    }

    private static ReadOnlySpan<char> Join(ReadOnlySpan<char> kebab, char separator, Span<char> joined)
    {
        kebab.Replace(joined, '-', separator);
        return joined;
    }

    private static ReadOnlySpan<char> Camel(ReadOnlySpan<char> kebab, Span<char> camel)
    {
        var length = 0;
        for (var i = 0; i < kebab.Length; i++)
        {
            if (kebab[i] != '-')
            {
                camel[length++] = i > 0 && kebab[i - 1] == '-' ? char.ToUpperInvariant(kebab[i]) : kebab[i];
            }
        }

        return camel[..length];
    }
}

using System.Globalization;

namespace FlinkReady.Readiness.OperatorIds.Uids;

/// <summary>Goes through the texts that an operator's name may have become, as itself and without what Flink puts before it.</summary>
internal ref struct UidGuesses
{
    /// <summary>Length of the buffer that it needs.</summary>
    public const int BufferLength = UidSpelling.BufferLength + UidPattern.MostAdded + UidSpelling.LongestText + MostDigits;

    private const int MostDigits = 12;

    private readonly string _name;
    private readonly UidPattern _pattern;
    private readonly UidWays? _ways;
    private readonly Span<char> _spellings;
    private readonly Span<char> _text;
    private readonly int _bare;
    private UidSpelling _spelling;
    private int _form;

    /// <summary>Starts before the first text.</summary>
    /// <param name="name">The name, without what Flink adds to that of a sink's part.</param>
    /// <param name="pattern">What Flink makes of a uid for this part of a sink.</param>
    /// <param name="ways">The ways to make a uid of a name that are tried; null for all.</param>
    /// <param name="buffer">Where the texts are written: each is overwritten by the next.</param>
    public UidGuesses(string name, UidPattern pattern, UidWays? ways, Span<char> buffer)
    {
        _name = name;
        _pattern = pattern;
        _ways = ways;
        _spellings = buffer[..UidSpelling.BufferLength];
        _text = buffer[UidSpelling.BufferLength..];
        pattern.Before.CopyTo(_text);
        _bare = UidBase.StartOfBare(name);
        Start = -1;
        Way = UidSpelling.Ways;
    }

    /// <summary>Where in the name the part begins that the text is made of.</summary>
    public int Start { get; private set; }

    /// <summary>The way in which it is made.</summary>
    public int Way { get; private set; }

    /// <summary>What the name has become, for a sink the uid of the whole.</summary>
    public readonly ReadOnlySpan<char> Form => _text.Slice(_pattern.Before.Length, _form);

    /// <summary>The same with the dash that stands before a number.</summary>
    public readonly ReadOnlySpan<char> FormBeforeNumber
    {
        get
        {
            _text[_pattern.Before.Length + _form] = '-';
            return _text.Slice(_pattern.Before.Length, _form + 1);
        }
    }

    /// <summary>The uid of the operator.</summary>
    public readonly ReadOnlySpan<char> Text => Finish(_pattern.Before.Length + _form);

    /// <summary>A text that one name becomes in one way.</summary>
    public static string Spell(string name, int start, int way)
    {
        Span<char> text = stackalloc char[UidSpelling.LongestText];
        return text[..new UidSpelling(name.AsSpan(start), stackalloc char[UidSpelling.BufferLength]).Write(way, text)].ToString();
    }

    /// <summary>Goes to the next text; false where there is none.</summary>
    public bool MoveNext()
    {
        do
        {
            if (++Way >= UidSpelling.Ways)
            {
                if (Start >= _bare || _name.Length is 0 or > UidSpelling.LongestName)
                {
                    return false;
                }

                Start = Start < 0 ? 0 : _bare;
                Way = 0;
                _spelling = new UidSpelling(_name.AsSpan(Start), _spellings);
            }
        }
        while (_ways?.Contains(Way) == false);

        _form = _spelling.Write(Way, _text[_pattern.Before.Length..]);
        return true;
    }

    /// <summary>The uid of the operator if this text has a number behind it.</summary>
    public readonly ReadOnlySpan<char> Numbered(int number)
    {
        var end = _pattern.Before.Length + _form;
        _text[end] = '-';
        number.TryFormat(_text[(end + 1)..], out var digits, provider: CultureInfo.InvariantCulture);
        return Finish(end + 1 + digits);
    }

    private readonly ReadOnlySpan<char> Finish(int end)
    {
        _pattern.After.CopyTo(_text[end..]);
        return _text[..(end + _pattern.After.Length)];
    }
}

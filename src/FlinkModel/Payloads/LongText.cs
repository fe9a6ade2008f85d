namespace FlinkReady.FlinkModel.Payloads;

/// <summary>Texts of bodies that are longer than anything Flink shows of a sound job: they are cut while the body is read.</summary>
public static class LongText
{
    /// <summary>How much of a text is kept, in bytes of the body.</summary>
    public const int MostBytes = 64 * 1024;

    /// <summary>What stands at the end of a text that was cut: a character that JSON allows and nobody writes into a name.</summary>
    public const char Cut = '\u007F';

    // An escaped letter is six bytes of the body. A text that ends so by itself and is as long is taken for cut, too: nothing is claimed of its end then.
    private const int ShortestCut = MostBytes / 6;

    /// <summary>True where a text was cut: what stood behind its end is not known.</summary>
    public static bool IsCut(string? text) => text is { Length: >= ShortestCut } && text[^1] == Cut;
}

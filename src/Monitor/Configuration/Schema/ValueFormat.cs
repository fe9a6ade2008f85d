namespace FlinkReady.Monitor.Configuration.Schema;

/// <summary>What a single value looks like, as far as a schema can say it; the reader knows more.</summary>
internal abstract record ValueFormat
{
    private ValueFormat()
    {
    }

    /// <summary>Any text.</summary>
    public sealed record AnyText : ValueFormat;

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public sealed record Flag : ValueFormat;

    /// <summary>One of some words.</summary>
    public sealed record Word(IReadOnlyList<string> Words) : ValueFormat;

    /// <summary>A number within a range.</summary>
    public sealed record Number(decimal Minimum, decimal Maximum, bool IsWhole) : ValueFormat;

    /// <summary>A text of a form.</summary>
    /// <param name="Expression">A regular expression over the whole text.</param>
    public sealed record Pattern(string Expression) : ValueFormat;
}

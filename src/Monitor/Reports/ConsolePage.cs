using System.Text;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Readiness.Verdicts;
using Spectre.Console;

namespace FlinkReady.Monitor.Reports;

/// <summary>Lays text out on a terminal page: headings, labels with hanging indents, wrapped to the width. All text is made harmless here.</summary>
internal sealed class ConsolePage
{
    private const int LabelColumn = 2;
    private const int LabelWidth = 6;
    private const int MaxText = 1200;
    private const int MaxName = 80;
    private const int MinText = 16;

    private readonly IAnsiConsole _console;
    private readonly TextWriter _writer;
    private readonly int _width;
    private int _column;

    /// <summary>A page on a writer.</summary>
    public ConsolePage(TextWriter writer, bool hasColor, int width)
    {
        _writer = writer;
        _width = width;
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = hasColor ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = hasColor ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        _console.Profile.Width = _width;
    }

    /// <summary>Its columns.</summary>
    public int Width => _width;

    /// <summary>For what counts.</summary>
    public static Style Strong { get; } = new(decoration: Decoration.Bold);

    /// <summary>For what stands beside it.</summary>
    public static Style Faint { get; } = new(decoration: Decoration.Dim);

    /// <summary>For what to do.</summary>
    public static Style Fix { get; } = new(Color.Green);

    /// <summary>The style of a severity.</summary>
    public static Style Of(Severity severity) => severity switch
    {
        Severity.Critical => new Style(Color.Red, decoration: Decoration.Bold),
        Severity.Warning => new Style(Color.Yellow, decoration: Decoration.Bold),
        _ => new Style(Color.Blue),
    };

    /// <summary>The style of a score.</summary>
    public static Style Of(double? score) => score switch
    {
        >= 95 => new Style(Color.Green, decoration: Decoration.Bold),
        >= 50 => new Style(Color.Yellow, decoration: Decoration.Bold),
        _ => new Style(Color.Red, decoration: Decoration.Bold),
    };

    /// <summary>A name with a line under it, and something at the right edge.</summary>
    public void Heading(string left, string right)
    {
        Edge(left, string.Empty, right, Strong);
        Rule();
    }

    /// <summary>A name with what has to stay beside it however long it is, and something at the right edge.</summary>
    public void Subheading(string left, string tail, string right) => Edge(left, tail, right, Strong);

    /// <summary>A line across the page.</summary>
    public void Rule() => Raw(new string('─', _width), Faint);

    /// <summary>An empty line.</summary>
    public void Blank() => _writer.Write('\n');

    /// <summary>Text from the left edge, wrapped.</summary>
    public void Line(string text, Style style) => Indented(text, 0, style);

    /// <summary>Text from a column on, wrapped.</summary>
    public void Indented(string text, int column, Style style)
    {
        foreach (var line in TextWrap.Wrap(PlainText.Line(text, MaxText), _width - column))
        {
            Raw(new string(' ', column) + line, style);
        }
    }

    /// <summary>A line of code or configuration, to be copied: never broken, however narrow the page.</summary>
    public void Code(string line, int column)
    {
        _writer.Write(new string(' ', column));
        _writer.Write(PlainText.Line(line));
        Blank();
    }

    /// <summary>Begins a block: what kind it is, and its subject. <see cref="Rest"/> or <see cref="RestNames"/> ends the line.</summary>
    public void Lead((string Text, Style Style) kind, (string Text, Style Style) subject)
    {
        Write(kind.Text + "  ", kind.Style);
        Write(subject.Text + "  ", subject.Style);
        _column = kind.Text.Length + subject.Text.Length + 4;
    }

    /// <summary>Ends a begun line with a sentence, wrapped.</summary>
    public void Rest(string text, Style style)
    {
        var margin = new string(' ', LabelColumn);
        var lines = TextWrap.Wrap(new string('\u00A0', _column - LabelColumn) + PlainText.Line(text, MaxText), _width - LabelColumn).ToList();
        Raw(lines[0][(_column - LabelColumn)..], style);
        lines[1..].ForEach(line => Raw(margin + line, style));
    }

    /// <summary>Ends a begun line with places: as many names as fit, or all of them.</summary>
    public void RestNames((string What, IReadOnlyList<string> Names) places, bool namesAll)
    {
        var names = string.Join(", ", places.Names.Select(name => PlainText.Line(name, MaxName)));
        var text = names.Length == 0 ? places.What : places.What is "job" or "cluster" ? $"{places.What} {names}" : $"{places.What}: {names}";
        if (!namesAll || _column + text.Length <= _width)
        {
            var fits = _width - _column >= MinText;
            if (!fits)
            {
                Blank();
                Write(new string(' ', LabelColumn), Faint);
            }

            Raw(PlainText.Line(text, _width - (fits ? _column : LabelColumn)), Faint);
            return;
        }

        Raw(places.What, Faint);
        Indented(names, LabelColumn, Faint);
    }

    /// <summary>A row of a table. Columns of a negative width stand at the right edge of theirs; what is longer than its column is cut.</summary>
    public void Row(Style style, params ReadOnlySpan<(string Text, int Width)> cells)
    {
        var line = new StringBuilder();
        foreach (var (text, width) in cells)
        {
            var fitting = PlainText.Line(text, Math.Abs(width) - (width > 0 ? 1 : 0));
            line.Append(width > 0 ? fitting.PadRight(width) : fitting.PadLeft(-width));
        }

        Raw(line.ToString(), style);
    }

    /// <summary>Texts beside each other, each in a column of a width; the last takes the rest of the line and wraps below itself.</summary>
    public void Columns(params ReadOnlySpan<(string Text, int Width, Style Style)> columns)
    {
        var start = 0;
        foreach (var (text, width, style) in columns[..^1])
        {
            Write(PlainText.Line(text, MaxText).PadRight(width - 1) + " ", style);
            start += Math.Max(width, text.Length + 1);
        }

        var first = true;
        foreach (var line in TextWrap.Wrap(PlainText.Line(columns[^1].Text, MaxText), _width - start))
        {
            Raw((first ? string.Empty : new string(' ', start)) + line, columns[^1].Style);
            first = false;
        }
    }

    /// <summary>A label with a sentence beside it, wrapped.</summary>
    public void Labelled(string label, string text, Style style, int column = LabelColumn + LabelWidth)
    {
        var first = true;
        foreach (var line in TextWrap.Wrap(PlainText.Line(text, MaxText), _width - column))
        {
            Write(new string(' ', LabelColumn) + (first ? label : string.Empty).PadRight(column - LabelColumn), Faint);
            Raw(line, style);
            first = false;
        }
    }

    private void Edge(string left, string tail, string right, Style style)
    {
        left = PlainText.Line(left, _width - right.Length - 2 - tail.Length) + tail;
        Write(right.Length == 0 ? left : left.PadRight(_width - right.Length), style);
        Raw(right, Faint);
    }

    private void Raw(string text, Style style)
    {
        Write(text.TrimEnd(), style);
        Blank();
    }

    // Markup is never parsed: every piece is a segment of its own, already of the right length.
    private void Write(string text, Style style)
    {
        if (_console.Profile.Capabilities.Ansi)
        {
            _console.Write(new Spectre.Console.Text(text, style) { Overflow = Overflow.Ellipsis });
        }
        else
        {
            _writer.Write(text);
        }
    }
}

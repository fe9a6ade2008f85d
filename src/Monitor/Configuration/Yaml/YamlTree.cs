using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace FlinkReady.Monitor.Configuration.Yaml;

/// <summary>
/// Builds the tree of one YAML document from the parser's events. A library's own tree would stop at the first name that repeats and keep
/// no place of it.
/// </summary>
internal sealed class YamlTree
{
    private const int MaxDepth = 32;

    private readonly Parser _parser;
    private readonly string _source;
    private int _depth;

    private YamlTree(string text, string source)
    {
        _parser = new Parser(new StringReader(text));
        _source = source;
    }

    /// <summary>The document's root, null where it is empty or <paramref name="mistake"/> says why there is none.</summary>
    public static Node? Parse(string text, string source, out Mistake? mistake)
    {
        mistake = null;
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            // To the parser that is the end of the text.
            mistake = new Mistake(new Place(source), "is not a text: it holds a NUL character");
            return null;
        }

        var tree = new YamlTree(text, source);
        try
        {
            return tree.ReadDocument();
        }
        catch (YamlException) when (IndentingTab(text) is { } line)
        {
            mistake = new Mistake(new Place(source, line, 1), "not valid YAML: a tab before the text; indent with blanks");
            return null;
        }
        catch (YamlException exception)
        {
            mistake = new Mistake(At(source, exception.Start), OneLine(exception.Message));
            return null;
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            // How the library gives up on some broken plain scalars and tags.
            mistake = new Mistake(At(source, tree._parser.Current?.End ?? Mark.Empty), "not valid YAML: what follows can't be read");
            return null;
        }
    }

    // The library reports a tab as something else, somewhere else.
    private static int? IndentingTab(string text)
    {
        var lines = text.Split('\n');
        var index = Array.FindIndex(lines, line => line[..(line.Length - line.TrimStart(' ', '\t').Length)].Contains('\t', StringComparison.Ordinal));
        return index < 0 ? null : index + 1;
    }

    private Node? ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (!_parser.TryConsume<DocumentStart>(out _))
        {
            return null;
        }

        var root = ReadNode();
        _parser.Consume<DocumentEnd>();
        if (_parser.TryConsume<DocumentStart>(out var second))
        {
            throw new YamlException(second.Start, second.End, "a second document: write one only");
        }

        return root;
    }

    private Node ReadNode()
    {
        if (++_depth > MaxDepth)
        {
            var at = _parser.Current!;
            throw new YamlException(at.Start, at.End, "nested too deep");
        }

        Node node = _parser.Consume<ParsingEvent>() switch
        {
            Scalar scalar => ToScalar(scalar),
            SequenceStart start => ReadList(start),
            MappingStart start => ReadMap(start),
            AnchorAlias alias => throw new YamlException(alias.Start, alias.End, $"aliases (*{alias.Value}) are not supported: write the value out"),
            var other => throw new YamlException(other.Start, other.End, "not a value"),
        };
        _depth--;
        return node;
    }

    private ListNode ReadList(SequenceStart start)
    {
        var items = new List<Node>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ReadNode());
        }

        return new ListNode(At(_source, start.Start), items);
    }

    private MapNode ReadMap(MappingStart start)
    {
        var entries = new List<MapEntry>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            if (!_parser.TryConsume<Scalar>(out var key))
            {
                var at = _parser.Current!;
                throw new YamlException(at.Start, at.End, "a key must be a plain text");
            }

            entries.Add(new MapEntry(ToScalar(key), ReadNode()));
        }

        return new MapNode(At(_source, start.Start), entries);
    }

    private ScalarNode ToScalar(Scalar scalar) => new(At(_source, scalar.Start), scalar.Value, scalar.Style == ScalarStyle.Plain);

    private static Place At(string source, Mark mark) => new(source, Math.Max(1, (int)mark.Line), Math.Max(1, (int)mark.Column));

    private static string OneLine(string message) => "not valid YAML: " + message.ReplaceLineEndings(" ").Trim();
}

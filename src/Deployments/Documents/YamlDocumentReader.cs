using FlinkReady.FlinkModel.Sources;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace FlinkReady.Deployments.Documents;

/// <summary>Builds the tree of one YAML document from the parser's events, with the place of each name.</summary>
internal sealed class YamlDocumentReader
{
    private const int MaxDepth = 64;

    private readonly Parser _parser;
    private readonly int _linesBefore;
    private readonly string _file;
    private readonly Dictionary<string, DocumentNode?> _anchors = new(StringComparer.Ordinal);
    private int _depth;

    // Aliases within what an alias names would let a few lines grow without end.
    private int _aliases;

    private YamlDocumentReader(string text, int linesBefore, string file) => (_parser, _linesBefore, _file) = (new Parser(new StringReader(text)), linesBefore, file);

    /// <summary>The document in some lines of a file; null where nothing stands in them.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="linesBefore">How many lines stand before them.</param>
    /// <param name="file">The file as the user named it.</param>
    public static YamlDocument? Read(string[] lines, int linesBefore, string file)
    {
        if (Array.TrueForAll(lines, IsNothing))
        {
            return null;
        }

        var template = Template(lines, linesBefore, file);
        var reader = new YamlDocumentReader(string.Join('\n', lines), linesBefore, file);
        try
        {
            if (Array.Exists(lines, static line => line.Contains('\0', StringComparison.Ordinal)))
            {
                // To the parser that is the end of the text.
                return Broken(new SourceLocation(file, linesBefore + 1, 1), "is not a text: it holds a NUL character");
            }

            return reader.ReadDocument() switch
            {
                null => null,
                ObjectNode map => new YamlDocument(map, null, template),
                var other => new YamlDocument(null, new DocumentMistake(other.Location!, "no Kubernetes object: a map with apiVersion, kind and metadata was expected"), template),
            };
        }
        catch (YamlException exception)
        {
            return template is not null
                ? new YamlDocument(null, null, template)
                : Broken(reader.At(exception.Start), $"not valid YAML: {exception.Message.ReplaceLineEndings(" ").Trim()}");
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            // How the library gives up on some broken plain scalars and tags.
            return template is not null
                ? new YamlDocument(null, null, template)
                : Broken(reader.At(reader._parser.Current?.End ?? Mark.Empty), "not valid YAML: what follows can't be read");
        }
    }

    private static YamlDocument Broken(SourceLocation location, string message) => new(null, new DocumentMistake(location, message), null);

    private static bool IsNothing(string line) => line.TrimStart() is "" or ['#', ..] || line.TrimEnd() is "---" or "...";

    private static SourceLocation? Template(string[] lines, int linesBefore, string file)
    {
        for (var line = 0; line < lines.Length; line++)
        {
            if (!lines[line].TrimStart().StartsWith('#') && lines[line].IndexOf("{{", StringComparison.Ordinal) is >= 0 and var column)
            {
                return new SourceLocation(file, linesBefore + line + 1, column + 1);
            }
        }

        return null;
    }

    private DocumentNode? ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (!_parser.TryConsume<DocumentStart>(out _))
        {
            return null;
        }

        var root = ReadNode();
        _parser.Consume<DocumentEnd>();
        return root;
    }

    private DocumentNode? ReadNode()
    {
        if (++_depth > MaxDepth)
        {
            var at = _parser.Current!;
            throw new YamlException(at.Start, at.End, "nested too deep");
        }

        var parsed = _parser.Consume<ParsingEvent>();
        var aliasesBefore = _aliases;
        var node = parsed switch
        {
            Scalar scalar => ToValue(scalar),
            SequenceStart start => ReadList(start),
            MappingStart start => ReadMap(start),
            AnchorAlias alias => Resolve(alias),
            var other => throw new YamlException(other.Start, other.End, "not a value"),
        };
        if (parsed is NodeEvent { Anchor.IsEmpty: false } anchored)
        {
            if (_aliases > aliasesBefore)
            {
                throw new YamlException(anchored.Start, anchored.End, $"an anchor (&{anchored.Anchor.Value}) of what holds aliases is not supported: write the values out");
            }

            _anchors[anchored.Anchor.Value] = node;
        }

        _depth--;
        return node;
    }

    private DocumentNode? Resolve(AnchorAlias alias)
    {
        _aliases++;
        return _anchors.TryGetValue(alias.Value.Value, out var node)
            ? node
            : throw new YamlException(alias.Start, alias.End, $"the alias *{alias.Value} names nothing above it");
    }

    private SequenceNode ReadList(SequenceStart start)
    {
        var items = new List<DocumentNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            if (ReadNode() is { } item)
            {
                items.Add(item);
            }
        }

        return new SequenceNode(items, At(start.Start));
    }

    private ObjectNode ReadMap(MappingStart start)
    {
        var members = new Dictionary<string, Member>(StringComparer.Ordinal);
        var merged = new List<ObjectNode>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            if (!_parser.TryConsume<Scalar>(out var key))
            {
                var at = _parser.Current!;
                throw new YamlException(at.Start, at.End, "a key must be a plain text");
            }

            var value = ReadNode();
            if (key is { Value: "<<", Style: ScalarStyle.Plain })
            {
                merged.AddRange(value is SequenceNode list ? list.Items.OfType<ObjectNode>() : value is ObjectNode map ? [map] : []);
            }
            else if (value is not null)
            {
                members[key.Value] = new Member(value, At(key.Start));
            }
        }

        foreach (var (name, member) in merged.SelectMany(static map => map.Members))
        {
            members.TryAdd(name, member);
        }

        return new ObjectNode(members, At(start.Start));
    }

    private ValueNode? ToValue(Scalar scalar)
    {
        var isPlain = scalar is { Style: ScalarStyle.Plain, Tag.IsEmpty: true };
        return isPlain && scalar.Value is "" or "~" or "null" or "Null" or "NULL"
            ? null
            : new ValueNode(scalar.Value, !isPlain || !IsNoText(scalar.Value), At(scalar.Start));
    }

    // What YAML takes for a number or a boolean; kubectl makes booleans of the old words, too.
    private static bool IsNoText(string value) =>
        value.ToLowerInvariant() is "true" or "false" or "yes" or "no" or "on" or "off"
        || double.TryParse(value, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out _);

    private SourceLocation At(Mark mark) => new(_file, _linesBefore + Math.Max(1, (int)mark.Line), Math.Max(1, (int)mark.Column));
}

using System.Text.RegularExpressions;
using FlinkReady.Readiness.OperatorIds.Contract;

namespace FlinkReady.Readiness.OperatorIds.Texts;

/// <summary>
/// How a vertex is read: its chain as a tree of named operators, and the sources that may be chained into its head. Two texts tell of the chain, the
/// vertex name and the plan's description, both with free text in them.
/// </summary>
internal sealed partial class VertexReading
{
    private static readonly List<string> NoSources = [];

    private VertexReading(ChainTree tree, bool certain)
    {
        Tree = tree;
        Certain = certain;
        Names = Descriptions = tree.Texts;
    }

    /// <summary>The shape of the chain.</summary>
    public ChainTree Tree { get; }

    /// <summary>Number of arrows in the vertex name: where there are as many operators or fewer, some arrow is a part of a name, or of an operator that was not read.</summary>
    public int Arrows { get; private set; }

    /// <summary>Whether both texts tell of the same chain. Where not, nothing is claimed of an operator below the head.</summary>
    public bool Certain { get; private set; }

    /// <summary>Whether the chain was read from one line: then there may be fewer operators than it seems, and c of the head may be another one.</summary>
    public bool IsOneLine { get; private init; }

    /// <summary>Whether the texts leave no doubt about the number of operators that are chained to the head.</summary>
    public bool IsSureOfFanOut => Certain && !IsOneLine;

    /// <summary>Takes note that an id contradicts the shape of the chain.</summary>
    public void Doubt() => Certain = false;

    /// <summary>Takes note that an id settled the shape of the chain.</summary>
    public void Settle() => Certain = true;

    /// <summary>A vertex name without what <c>pipeline.vertex-name-include-index-prefix</c> puts before it.</summary>
    public static string WithoutIndexPrefix(string name) =>
        name.StartsWith("[vertex-", StringComparison.Ordinal) ? IndexPrefix().Replace(name, string.Empty, 1) : name;

    /// <summary>The operators' names, in the order of the tree.</summary>
    public string[] Names { get; private set; }

    /// <summary>The operators' descriptions, in the order of the tree; the names where there is no description.</summary>
    public string[] Descriptions { get; private init; }

    /// <summary>The names of the sources that may be chained into the head; empty where no reading has any.</summary>
    public IReadOnlyList<string> ChainedSources { get; private set; } = [];

    /// <summary>Whether one of the two texts has a head that ends like one with chained sources: its in-edges may be more than the plan shows.</summary>
    public bool MayHaveChainedSources { get; private set; }

    /// <summary>Reads a vertex.</summary>
    public static VertexReading Of(GraphVertex vertex)
    {
        var name = WithoutIndexPrefix(vertex.Name);
        if (string.IsNullOrEmpty(vertex.Description))
        {
            var named = CascadeReader.Read(name, CascadeReader.NameSeparator, out _);
            return new VertexReading(named, certain: false) { IsOneLine = true }.WithChainedSources(named.Texts[0], named.Texts[0]);
        }

        var reading = DescriptionReader.IsTreeOf(vertex.Description, name) ? OfOne(name) : OfText(DescriptionReader.Unescape(vertex.Description), name);
        reading.Arrows = name.AsSpan().Count(CascadeReader.Arrow);
        return reading.WithChainedSources(reading.Names[0], reading.Descriptions[0]);
    }

    private static VertexReading OfOne(string name)
    {
        var tree = new ChainTree(1);
        tree.Add(-1, name);
        return new VertexReading(tree, certain: true) { IsOneLine = name.Contains(CascadeReader.Arrow, StringComparison.Ordinal) };
    }

    private static VertexReading OfText(string text, string name) => DescriptionReader.IsTree(text) ? OfTree(text, name) : OfCascade(text, name);

    /// <summary>A tree has a line for each operator. Other lines belong to a text, and a line that only looks like one is found out by the name.</summary>
    private static VertexReading OfTree(string text, string name)
    {
        var tree = DescriptionReader.ReadTree(text, out var complete);

        // A description that ends with a line break looks like a tree of one line, even where it is cascading.
        var cascading = tree.Count == 1 && text.Contains(CascadeReader.Arrow, StringComparison.Ordinal);
        if (CascadeReader.IsNameOf(tree, name))
        {
            return new VertexReading(tree, certain: true) { IsOneLine = cascading };
        }

        var named = CascadeReader.Read(name, CascadeReader.NameSeparator, out _);
        if (named.HasShapeOf(tree))
        {
            return new VertexReading(named, certain: true) { Descriptions = tree.Texts, IsOneLine = cascading };
        }

        var reading = new VertexReading(tree, complete && !cascading && ShapeFit.Fits(tree, name, CascadeReader.NameSeparator)) { IsOneLine = cascading };
        if (tree.Count == 1)
        {
            reading.Names = [name];
        }

        return reading;
    }

    /// <summary>Each text alone may read as more operators than there are: where they differ, the one reading that both can be cut into is taken.</summary>
    private static VertexReading OfCascade(string text, string name)
    {
        var named = CascadeReader.Read(name, CascadeReader.NameSeparator, out var nameIsSound);
        var described = CascadeReader.Read(text, CascadeReader.DescriptionSeparator, out var textIsSound);
        if (named.HasShapeOf(described))
        {
            return new VertexReading(named, textIsSound && nameIsSound) { Descriptions = described.Texts, IsOneLine = true };
        }

        var namedFits = ShapeFit.Fits(named, text, CascadeReader.DescriptionSeparator);
        var describedFits = ShapeFit.Fits(described, name, CascadeReader.NameSeparator);
        return namedFits == describedFits
            ? new VertexReading(described.Count < named.Count ? described : named, certain: false) { IsOneLine = true }
            : new VertexReading(namedFits ? named : described, namedFits ? nameIsSound : textIsSound) { IsOneLine = true };
    }

    private VertexReading WithChainedSources(string name, string description)
    {
        var inName = ChainedSourcesOf(name);
        var inDescription = ChainedSourcesOf(description);
        MayHaveChainedSources = inName.Count > 0 || inDescription.Count > 0;
        ChainedSources = inName.Count == inDescription.Count && inName.TrueForAll(IsSourceName) ? inName : [];
        return this;
    }

    /// <summary>Only sources of the new kind are chained so, and Flink names all of these alike.</summary>
    private static bool IsSourceName(string name) => name.StartsWith("Source: ", StringComparison.Ordinal);

    /// <summary>The parts of the bracket that ends a head's text, as in <c>Head [Source: a, Source: b]</c>.</summary>
    private static List<string> ChainedSourcesOf(string text)
    {
        if (!text.EndsWith(']'))
        {
            return NoSources;
        }

        var sources = new List<string>();
        var nested = 0;
        var end = text.Length - 1;
        for (var i = text.Length - 1; i > 0; i--)
        {
            nested += text[i] is ']' or ')' ? 1 : text[i] is '[' or '(' ? -1 : 0;
            var opens = nested == 0 && text[i] == '[';
            if (opens || (nested == 1 && i + 1 < end && text[i] == ',' && text[i + 1] == ' '))
            {
                sources.Add(text[(opens ? i + 1 : i + 2)..end]);
                end = i;
            }

            if (opens)
            {
                sources.Reverse();
                return text[i - 1] == ' ' ? sources : [];
            }
        }

        return [];
    }

    /// <summary>The head's own name, without its chained sources.</summary>
    public static string WithoutChainedSources(string name)
    {
        var sources = ChainedSourcesOf(name);
        var tail = sources.Sum(source => source.Length + 2) + 1;
        return sources.Count == 0 ? name : name[..^tail];
    }

    /// <summary>What <c>pipeline.vertex-name-include-index-prefix</c> puts before a name.</summary>
    [GeneratedRegex(@"^\[vertex-[0-9]+\]")]
    private static partial Regex IndexPrefix();
}

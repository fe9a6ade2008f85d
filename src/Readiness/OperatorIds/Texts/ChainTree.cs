namespace FlinkReady.Readiness.OperatorIds.Texts;

/// <summary>
/// The operators of one chain in pre-order, the head first: a text and a parent each. Also holds the chained sources that the text of the head names.
/// </summary>
/// <param name="capacity">How many operators it is likely to have.</param>
internal sealed class ChainTree(int capacity)
{
    private string[] _texts = new string[capacity];
    private (int Parent, int Children)[] _shape = new (int, int)[capacity];

    /// <summary>Number of operators, chained sources not counted.</summary>
    public int Count { get; private set; }

    /// <summary>The text of each operator.</summary>
    public string[] Texts
    {
        get
        {
            Array.Resize(ref _texts, Count);
            return _texts;
        }
    }

    /// <summary>The parent of an operator, −1 for the head.</summary>
    public int Parent(int index) => _shape[index].Parent;

    /// <summary>Number of children of an operator: its chainable out-edges.</summary>
    public int FanOut(int index) => _shape[index].Children;

    /// <summary>Adds an operator below one that is there already (−1: the head) and returns its index.</summary>
    public int Add(int parent, string text)
    {
        if (Count == _shape.Length)
        {
            Array.Resize(ref _shape, 2 * Count + 1);
        }

        if (Count == _texts.Length)
        {
            Array.Resize(ref _texts, 2 * Count + 1);
        }

        _texts[Count] = text;
        _shape[Count] = (parent, 0);
        if (parent >= 0)
        {
            _shape[parent].Children++;
        }

        return Count++;
    }

    /// <summary>Sets the text of an operator.</summary>
    public void SetText(int index, string text) => _texts[index] = text;

    /// <summary>Whether two trees have the same shape.</summary>
    public bool HasShapeOf(ChainTree other) => _shape.AsSpan(0, Count).SequenceEqual(other._shape.AsSpan(0, other.Count));
}

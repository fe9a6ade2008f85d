namespace FlinkReady.Readiness.Plans;

/// <summary>
/// A program as <c>flink info</c> shows it (<c>StreamExecutionEnvironment.getExecutionPlan</c>): every operator with its name, and no ids. It tells how many
/// operators there are and what they are called, where a plan has their descriptions only, in chains.
/// </summary>
public sealed class ExecutionPlan
{
    private readonly Dictionary<string, string?> _names = new(StringComparer.Ordinal);

    /// <summary>A plan of these operators.</summary>
    /// <param name="operators">Their names (<c>type</c>) and descriptions (<c>contents</c>).</param>
    public ExecutionPlan(IReadOnlyCollection<(string Name, string Description)> operators)
    {
        ArgumentNullException.ThrowIfNull(operators);
        Count = operators.Count;
        foreach (var (name, description) in operators)
        {
            _names[description] = _names.TryGetValue(description, out var other) && other != name ? null : name;
        }
    }

    /// <summary>Number of operators.</summary>
    public int Count { get; }

    /// <summary>Whether an operator has this description.</summary>
    public bool Has(string description) => _names.ContainsKey(description);

    /// <summary>The name of the operators of this description; null where there are none, or several of different names.</summary>
    public string? NameOf(string description) => _names.GetValueOrDefault(description);
}

using FlinkReady.FlinkModel.Payloads;

namespace FlinkReady.Readiness.Runs;

/// <summary>The operators of a run, or of what it was restored from, as somebody shows them who knows every one: a checkpoint's metadata, or Prometheus.</summary>
/// <param name="Origin">Where that was read.</param>
/// <param name="Operators">The operators, each id once.</param>
/// <param name="KnowsState">True where it says of each operator whether it had state.</param>
internal sealed record RunWitness(string Origin, IReadOnlyList<WitnessedOperator> Operators, bool KnowsState)
{
    /// <summary>What a checkpoint or savepoint holds.</summary>
    public static RunWitness Of(CheckpointMetadata file) => new(file.Path, file.Operators, KnowsState: true);

    /// <summary>What Prometheus shows.</summary>
    public static RunWitness Of(OperatorIdSet set) => new(set.Origin, set.Operators, KnowsState: false);

    /// <summary>The same where it shows the same, read anew or not.</summary>
    public bool Equals(RunWitness? other) => ReferenceEquals(this, other)
        || (other is not null && Origin == other.Origin && KnowsState == other.KnowsState && (ReferenceEquals(Operators, other.Operators) || Operators.SequenceEqual(other.Operators)));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Origin, Operators.Count, KnowsState);

    /// <summary>The operator of an id, null where there is none.</summary>
    public WitnessedOperator? Find(string id)
    {
        foreach (var one in Operators)
        {
            if (one.Id == id)
            {
                return one;
            }
        }

        return null;
    }
}

namespace FlinkReady.Readiness.OperatorIds.Contract;

/// <summary>
/// What proves a verdict, or the reason why nothing does. Verdicts are kept for as long as their job runs and their proofs are seldom read: so the few
/// numbers that a proof consists of are kept, and its text is made when it is read.
/// </summary>
internal abstract class Proof
{
    /// <summary>A text from which a reader can check the verdict by hand, or the reason why there is none.</summary>
    public abstract string Text { get; }

    /// <summary>The id of the operator, 32 hex digits, where it follows from the proof; else null.</summary>
    public virtual string? OperatorId => null;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Proof other && other.Text == Text;

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);
}

/// <summary>A proof that is a fixed text.</summary>
/// <param name="text">The text.</param>
internal sealed class FixedProof(string text) : Proof
{
    /// <inheritdoc/>
    public override string Text => text;
}

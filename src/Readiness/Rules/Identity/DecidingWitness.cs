using FlinkReady.Readiness.OperatorIds.Contract;

namespace FlinkReady.Readiness.Rules.Identity;

/// <summary>Says what would decide the operators that are left: nothing that would not, and no witness that was heard already.</summary>
internal static class DecidingWitness
{
    private const string List = "list of the job's uids in FlinkReady's configuration (uids)";

    /// <summary>A sentence.</summary>
    /// <param name="undecided">How many are left.</param>
    /// <param name="listed">How many of them a list of uids would decide: <see cref="UidTally.Listable"/>.</param>
    /// <param name="operators">The operators, with the witnesses that were heard.</param>
    public static string Of(int undecided, int listed, IReadOnlyList<VertexOperators> operators) =>
        (listed, Witness(operators as JobOperators)) switch
        {
            (0, null) => "Nothing that FlinkReady reads would decide it.",
            (0, { } witness) => $"Only {witness} would decide it.",
            (_, null) => $"A {List} would decide {(listed == undecided ? "it" : $"{listed} of them")}.",
            (_, { } witness) when listed == undecided => $"A {List} would decide it, or {witness}.",
            (_, { } witness) => $"A {List} would decide {listed} of them, {witness} all.",
        };

    private static string? Witness(JobOperators? operators)
    {
        var heard = operators?.Witnesses.Where(one => one.Standing is WitnessStanding.Whole or WitnessStanding.Partial).Select(one => one.Witness).ToHashSet() ?? [];
        return (heard.Contains(OperatorWitness.Checkpoint), heard.Contains(OperatorWitness.Prometheus)) switch
        {
            (false, false) => "a checkpoint's metadata (checkpointMetadata) or Prometheus (prometheus)",
            (true, false) => "Prometheus (prometheus)",
            (false, true) => "the metadata of a checkpoint (checkpointMetadata)",
            _ => null,
        };
    }
}

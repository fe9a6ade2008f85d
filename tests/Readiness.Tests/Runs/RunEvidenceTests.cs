using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Runs;

namespace FlinkReady.Readiness.Tests.Runs;

/// <summary>Evidence from a witness names what recordings and reports name so: <c>operators[].bytes</c> in both (interfaces.md).</summary>
public sealed class RunEvidenceTests
{
    private const string Id = "bc764cd8ddf7a0cff126f51c16239658";

    [Fact]
    public void The_size_of_an_operators_state_stands_where_recordings_have_it()
    {
        var evidence = RunEvidence.OfState(Witness(new WitnessedOperator(Id) { HasState = true, StateBytes = 12 }), Id);
        Assert.Equal(("s3://b/chk-7/_metadata", $"operators[{Id}].bytes", "12"), (evidence.Path, evidence.Field, evidence.Value));
    }

    [Fact]
    public void Where_the_size_is_not_told_that_there_is_state_is()
    {
        var evidence = RunEvidence.OfState(Witness(new WitnessedOperator(Id) { HasState = true }), Id);
        Assert.Equal(($"operators[{Id}].hasState", "true"), (evidence.Field, evidence.Value));
    }

    private static RunWitness Witness(WitnessedOperator one) => new("s3://b/chk-7/_metadata", [one], KnowsState: true);
}

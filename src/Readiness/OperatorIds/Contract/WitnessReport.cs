namespace FlinkReady.Readiness.OperatorIds.Contract;

/// <summary>What became of one witness of a job's operators.</summary>
/// <param name="Witness">Who it is.</param>
/// <param name="Origin">The file's address, or that of the Prometheus.</param>
/// <param name="Standing">What it counts for.</param>
/// <param name="Message">The same for people, in a sentence.</param>
public sealed record WitnessReport(OperatorWitness Witness, string Origin, WitnessStanding Standing, string Message);

/// <summary>Who knows operators' ids beside REST.</summary>
public enum OperatorWitness
{
    /// <summary>The <c>_metadata</c> of a checkpoint or savepoint.</summary>
    Checkpoint,

    /// <summary>A Prometheus that scrapes Flink's reporter.</summary>
    Prometheus,
}

/// <summary>What a witness counts for.</summary>
public enum WitnessStanding
{
    /// <summary>It shows all operators of the job.</summary>
    Whole,

    /// <summary>It shows a part of them: what it shows counts, and acquits nobody else.</summary>
    Partial,

    /// <summary>It shows another job, run or graph: it counts for nothing.</summary>
    Foreign,

    /// <summary>It says the opposite of what REST proves: nobody picks a winner, and all operators of the job are undecided.</summary>
    Contradicts,
}

namespace FlinkReady.FlinkModel.Readings;

/// <summary>Who knows operators' ids beside REST.</summary>
public enum Witness
{
    /// <summary>The <c>_metadata</c> of a checkpoint or savepoint.</summary>
    Checkpoint,

    /// <summary>A Prometheus that scrapes Flink's reporter.</summary>
    Prometheus,
}

/// <summary>One attempt to hear a witness about a job, for the answer to "why unknown?".</summary>
/// <param name="Witness">Who was asked.</param>
/// <param name="JobId">32 hex digits.</param>
/// <param name="Path">The file, or the Prometheus; without credentials.</param>
/// <param name="Result">One of a closed set, in camelCase: <c>read</c>, <c>gone</c>, <c>whole</c>, <c>partial</c> and so on.</param>
/// <param name="Message">One line for people; null where there is nothing to say.</param>
/// <param name="StartedAt">When it was asked.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Bytes">Of the file that were read.</param>
public sealed record WitnessRead(Witness Witness, string JobId, string Path, string Result, string? Message, DateTimeOffset StartedAt, TimeSpan Elapsed, long Bytes)
{
    /// <summary>Bytes of a file that was too large to be read; null where that is not known, and for any other result.</summary>
    public long? FileBytes { get; init; }

    /// <summary>True where the witness said all that it could.</summary>
    public bool IsSettled => Result is "read" or "whole";

    /// <summary>True where this belongs to the poll that shows it; an earlier poll's is shown on until the job is asked for again.</summary>
    public bool IsNew { get; init; } = true;
}

using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.Readiness.Facts;

/// <summary>What became of the answer that a fact would be read from.</summary>
public enum OriginState
{
    /// <summary>It was read.</summary>
    Answered,

    /// <summary>Flink answered that there is none (404).</summary>
    Absent,

    /// <summary>It could not be read.</summary>
    Failed,

    /// <summary>It was not asked.</summary>
    NotAsked,
}

/// <summary>The answer a fact comes from, without its body.</summary>
/// <param name="Path">The path as asked.</param>
/// <param name="State">What became of it.</param>
/// <param name="ReadAt">When it was asked.</param>
/// <param name="Reason">Why there is no body, null where there is one.</param>
public sealed record Origin(string Path, OriginState State, DateTimeOffset ReadAt, string? Reason)
{
    /// <summary>True where the question was answered, be it by "there is none".</summary>
    public bool IsAnswered => State is OriginState.Answered or OriginState.Absent;

    /// <summary>The origin of what <paramref name="reading"/> read; <paramref name="path"/> names it where it was not asked.</summary>
    public static Origin Of(Reading? reading, string path)
    {
        if (reading is null)
        {
            return new Origin(path, OriginState.NotAsked, default, "it was not asked");
        }

        return reading switch
        {
            { Failure: { } failure } => new Origin(reading.Path, OriginState.Failed, reading.ReadAt, failure.Message),
            { AbsentMessage: { } message } => new Origin(reading.Path, OriginState.Absent, reading.ReadAt, message),
            _ => new Origin(reading.Path, OriginState.Answered, reading.ReadAt, null),
        };
    }
}

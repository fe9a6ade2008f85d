namespace FlinkReady.Witnesses.Prometheus;

/// <summary>What came of a question for a run's operators: a closed set, the same in metrics.</summary>
public enum OperatorIdsResult
{
    /// <summary>All operators of the job.</summary>
    Whole,

    /// <summary>Some: vertices or operators are missing, as in a run's first seconds.</summary>
    Partial,

    /// <summary>Prometheus knows nothing of this job: it doesn't scrape it, or the reporter leaves the labels or the metric out.</summary>
    Empty,

    /// <summary>Operators of another graph: matchers are missing or wrong. Nothing of the answer is kept.</summary>
    Foreign,
}

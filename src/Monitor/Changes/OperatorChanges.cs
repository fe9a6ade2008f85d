using FlinkReady.Readiness.Comparing;
using FlinkReady.Readiness.Names;

namespace FlinkReady.Monitor.Changes;

/// <summary>What a deployment did to a job's operators, as changes: one for each, up to <see cref="Most"/>.</summary>
internal static class OperatorChanges
{
    /// <summary>How many of one deployment are told; the rest is counted in the last of them. The page of the job has them all.</summary>
    public const int Most = 20;

    /// <summary>The changes.</summary>
    /// <param name="drift">The run beside the one before.</param>
    /// <param name="at">When it was seen.</param>
    /// <param name="target">The target's name.</param>
    /// <param name="job">The job's name.</param>
    public static IEnumerable<Change> Of(JobDrift drift, DateTimeOffset at, string target, string job)
    {
        var told = drift.Changed.Select(static one => Told(one)).OfType<(string From, string To, string Message)>().ToList();
        for (var index = 0; index < told.Count && index < Most; index++)
        {
            var (from, to, message) = told[index];
            var more = index == Most - 1 && told.Count > Most ? $" And {Text.Count(told.Count - Most, "other operator")}." : string.Empty;
            yield return new Change { At = at, Kind = ChangeKind.Operator, Target = target, JobName = job, From = from, To = to, Message = ChangeWords.Line(message + more) };
        }
    }

    // What can't be decided is no change.
    private static (string From, string To, string Message)? Told(OperatorComparison one)
    {
        var name = Text.Name(one.Operator.Name);
        return (one.Verdict, one.Successor) switch
        {
            (ComparisonVerdict.New, _) => (ChangeWords.Absent, ChangeWords.New, $"The operator {name} is new: it started empty."),
            (ComparisonVerdict.Lost, null) => (ChangeWords.Present, ChangeWords.Lost, $"The operator {name} is gone with its state."),
            (ComparisonVerdict.Lost, { } next) => (ChangeWords.Present, ChangeWords.Lost, $"The operator {name} lost its state: its id is gone; most likely it is {Text.Name(next.Name)} now."),
            (ComparisonVerdict.Dropped, null) => (ChangeWords.Present, ChangeWords.Gone, $"The operator {name} is gone; it had no state."),
            (ComparisonVerdict.Dropped, { } next) => (ChangeWords.Present, ChangeWords.Moved, $"The operator {name} has another id; most likely it is {Text.Name(next.Name)} now. It had no state."),
            _ => null,
        };
    }
}

using FlinkReady.Readiness.Comparing;
using FlinkReady.Readiness.Names;

namespace FlinkReady.Monitor.Changes;

/// <summary>What a deployment did to one of a job's operators.</summary>
/// <param name="From">What it was.</param>
/// <param name="To">What it is now.</param>
/// <param name="Message">One sentence for people.</param>
/// <param name="Key">Tells it from what becomes of others, and of this one later.</param>
internal sealed record OperatorNews(string From, string To, string Message, string Key)
{
    /// <summary>How many of one deployment are told; the rest is counted in the last of them. The page of the job has them all.</summary>
    public const int Most = 20;

    /// <summary>What is to be told, and all that was told with that.</summary>
    /// <param name="drift">The run beside the one before.</param>
    /// <param name="start">When the run started.</param>
    /// <param name="before">What was told already, of this run or of another one.</param>
    public static (ToldOperators Told, IReadOnlyList<OperatorNews> News) Of(JobDrift drift, DateTimeOffset? start, ToldOperators? before)
    {
        var known = before is not null && before.Start == start ? before.Keys : [];
        var all = drift.Changed.Select(static one => Become(one)).OfType<OperatorNews>().Where(news => !known.Contains(news.Key)).ToList();
        var told = all.Take(Most - known.Count).ToList();
        if (told.Count > 0 && all.Count > told.Count)
        {
            told[^1] = told[^1] with { Message = $"{told[^1].Message} And {Text.Count(all.Count - told.Count, "other operator")}." };
        }

        return (new ToldOperators(start, [.. known, .. told.Select(static news => news.Key)]), told);
    }

    // What can't be decided is no change.
    private static OperatorNews? Become(OperatorComparison one)
    {
        var name = Text.Name(one.Operator.Name);
        return (one.Verdict, one.Successor) switch
        {
            (ComparisonVerdict.New, _) => News(ChangeWords.Absent, ChangeWords.New, $"The operator {name} is new: it started empty."),
            (ComparisonVerdict.Lost, null) => News(ChangeWords.Present, ChangeWords.Lost, $"The operator {name} is gone with its state."),
            (ComparisonVerdict.Lost, { } next) => News(ChangeWords.Present, ChangeWords.Lost, $"The operator {name} lost its state: its id is gone; most likely it is {Text.Name(next.Name)} now."),
            (ComparisonVerdict.Dropped, null) => News(ChangeWords.Present, ChangeWords.Gone, $"The operator {name} is gone; it had no state."),
            (ComparisonVerdict.Dropped, { } next) => News(ChangeWords.Present, ChangeWords.Moved, $"The operator {name} has another id; most likely it is {Text.Name(next.Name)} now. It had no state."),
            _ => null,
        };

        OperatorNews News(string from, string to, string message) => new(from, to, message, $"{to} {one.Operator.Id ?? one.Operator.Name}");
    }
}

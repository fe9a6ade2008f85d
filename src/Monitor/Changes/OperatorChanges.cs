using FlinkReady.Readiness.Comparing;
using FlinkReady.Readiness.Names;

namespace FlinkReady.Monitor.Changes;

/// <summary>What was told of the operators of a run: a witness may show later what the first look could not. Immutable.</summary>
/// <param name="Start">When the run started; null where that is not known.</param>
/// <param name="Keys">What became of which operator.</param>
internal sealed record ToldOperators(DateTimeOffset? Start, IReadOnlyList<string> Keys);

/// <summary>What a deployment did to a job's operators, as changes: one for each, up to <see cref="Most"/>.</summary>
internal static class OperatorChanges
{
    /// <summary>How many of one deployment are told; the rest is counted in the last of them. The page of the job has them all.</summary>
    public const int Most = 20;

    /// <summary>What is to be told, and what was told with that.</summary>
    /// <param name="drift">The run beside the one before.</param>
    /// <param name="start">When the run started.</param>
    /// <param name="before">What was told already, of this run or of another one.</param>
    /// <param name="change">Where and when: what each change begins as.</param>
    public static (ToldOperators Told, IReadOnlyList<Change> Changes) Of(JobDrift drift, DateTimeOffset? start, ToldOperators? before, Change change)
    {
        var known = before is not null && before.Start == start ? before.Keys : [];
        var anew = drift.Changed.Select(static one => Become(one)).OfType<OperatorNews>().Where(news => !known.Contains(news.Key)).ToList();
        var told = anew.Take(Most - known.Count).ToList();
        return (
            new ToldOperators(start, [.. known, .. told.Select(static news => news.Key)]),
            [.. told.Select((news, index) => change with
            {
                From = news.From,
                To = news.To,
                Message = ChangeWords.Line(index == told.Count - 1 && anew.Count > told.Count ? $"{news.Message} And {Text.Count(anew.Count - told.Count, "other operator")}." : news.Message),
            })]);
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

    private sealed record OperatorNews(string From, string To, string Message, string Key);
}

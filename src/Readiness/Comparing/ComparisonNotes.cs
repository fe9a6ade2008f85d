namespace FlinkReady.Readiness.Comparing;

/// <summary>Says what a comparison did not check.</summary>
internal static class ComparisonNotes
{
    /// <summary>The notes.</summary>
    public static IReadOnlyList<string> Of(OperatorSet old, OperatorSet fresh, ComparisonOptions options)
    {
        var notes = new List<string>();
        Add(old.WhyIncomplete is not null, $"The old side is not complete: {old.WhyIncomplete}");
        Add(fresh.WhyIncomplete is not null, $"The new side is not complete: {fresh.WhyIncomplete}");
        Add(old.JobName is not null && fresh.JobName is not null && old.JobName != fresh.JobName, $"The job is called {Name(old)} on the old side and {Name(fresh)} on the new one.");
        Add(HasNoNames(old) || HasNoNames(fresh), "The metadata of a checkpoint of Flink before 2.0 has no names and no uids: whether an id still belongs to the same operator was not checked.");
        var hasMaximum = old.Operators.Any(one => one.MaxParallelism is not null);
        Add(!hasMaximum, "The old side shows no max parallelism: not checked whether the new program asks for more parallelism than its state was stored for.");
        Add(hasMaximum && fresh.Operators.All(one => one.Parallelism is null), "The new side shows no parallelism: not checked whether it is above the stored max parallelism.");
        Add(options.MaxParallelism is null, "--max-parallelism was not given: not checked whether the new deployment sets another max parallelism than the stored one. A plan does not show it.");
        Add(options.MaxParallelism is not null && !hasMaximum, "--max-parallelism could not be checked: the old side shows no max parallelism.");
        Add(old.FlinkVersion is not null && fresh.FlinkVersion is not null && old.FlinkVersion != fresh.FlinkVersion, $"Flink {old.FlinkVersion} and {fresh.FlinkVersion} make the same ids; whether the new version reads the old savepoint's format is not checked.");
        notes.Add("Not checked: whether state that is found can be read (serializers, types). Only a restore shows it.");
        return notes;

        void Add(bool isSo, string note)
        {
            if (isSo)
            {
                notes.Add(note);
            }
        }
    }

    private static bool HasNoNames(OperatorSet set) => set.Operators.Count > 0 && set.Operators.All(static one => one.Name.Length == 0);

    private static string Name(OperatorSet set) => Names.Text.Name(set.JobName ?? string.Empty);
}

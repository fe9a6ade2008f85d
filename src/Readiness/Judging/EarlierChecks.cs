using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Judging;

/// <summary>Finds the check of a rule in the results of the poll before: they stand in the order of the rules, so that the next one is close by.</summary>
internal struct EarlierChecks(IReadOnlyList<CheckResult>? checks)
{
    private int _next;

    /// <summary>The check of the rule, null where there was none.</summary>
    public CheckResult? Of(string rule)
    {
        for (var step = 0; step < (checks?.Count ?? 0); step++)
        {
            var index = (_next + step) % checks!.Count;
            if (checks[index].Rule.Id == rule)
            {
                _next = index + 1;
                return checks[index];
            }
        }

        return null;
    }
}

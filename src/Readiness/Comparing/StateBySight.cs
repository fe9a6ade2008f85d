using FlinkReady.Readiness.Rules.Identity;

namespace FlinkReady.Readiness.Comparing;

/// <summary>Whether an operator keeps state, as far as its kind tells. A plain function may keep some too, so most kinds tell nothing.</summary>
internal static class StateBySight
{
    /// <summary>Nodes of the Table planner that work on one row at a time.</summary>
    private static readonly HashSet<string> RowByRow = new(StringComparer.Ordinal) { "Calc", "PythonCalc", "Correlate", "Expand", "DropUpdateBefore", "ConstraintEnforcer", "StreamRecordTimestampInserter", "WatermarkAssigner" };

    /// <summary>True where its kind keeps state, false where it keeps none, null where that can't be told.</summary>
    /// <param name="name">Its name or description.</param>
    /// <param name="isSource">Whether it reads from no other operator.</param>
    /// <param name="isKeyed">Whether it reads a keyed stream.</param>
    /// <param name="isAddedByFlink">Whether it is one that Flink adds to a program, which keep none.</param>
    public static bool? Of(string name, bool isSource, bool isKeyed, bool isAddedByFlink)
    {
        if (isSource)
        {
            return true;
        }

        if (isAddedByFlink || RowByRow.Contains(OperatorTexts.PlannedKind(name)))
        {
            return false;
        }

        return isKeyed || OperatorKinds.Of(name) != OperatorKind.Other ? true : null;
    }
}

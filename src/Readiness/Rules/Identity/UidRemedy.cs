using System.Text;
using FlinkReady.Readiness.OperatorIds.Contract;

namespace FlinkReady.Readiness.Rules.Identity;

/// <summary>Words how an operator gets a uid.</summary>
internal static class UidRemedy
{
    /// <summary>For operators that the Table planner made: they take no uid from the program.</summary>
    public const string ForSql =
        "SQL operators get stable ids from a compiled plan. Compile it once, keep the file, and run the plan from then on:\n"
        + "COMPILE PLAN 'file:///plans/job.json' FOR STATEMENT SET BEGIN … END;\n"
        + "EXECUTE PLAN 'file:///plans/job.json';\n"
        + "or, before the job's first start, SET 'table.exec.uid.generation' = 'ALWAYS';";

    /// <summary>The Java to add. The uid itself is a proposal from the operator's name.</summary>
    public static string ForDataStream(OperatorVerdict one)
    {
        var uid = Slug(one.Name);
        var where = OperatorKinds.Of(one) switch
        {
            OperatorKind.Source => "Give the source a uid that never changes",
            OperatorKind.Writer or OperatorKind.Committer => "Give the sink a uid that never changes; its writer and committer take theirs from it",
            _ => "Give the operator a uid that never changes",
        };

        // Flink forbids setUidHash on operators inside a chain (SingleOutputStreamOperator.setUidHash).
        var migrate = one.Index == 0 && one.OperatorId is { } id
            ? $"\nTo take the state of the running job along, release it once with\n.uid(\"{uid}\").setUidHash(\"{id}\")\nFlink then looks for the state under the old id and stores it under the new one."
            : "\nIf it has state in existing savepoints, that is found under the old id only: it starts empty.";
        return $"{where}:\n.uid(\"{uid}\"){migrate}";
    }

    /// <summary>A uid to propose for a name. Lower case, words joined by hyphens: safe in Java, and what people write.</summary>
    public static string Slug(string name)
    {
        const int longest = 60;
        var slug = new StringBuilder();
        foreach (var prefix in (ReadOnlySpan<string>)["Source: ", "Sink: "])
        {
            name = name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : name;
        }

        foreach (var suffix in (ReadOnlySpan<string>)[": Writer", ": Committer", ": Global Committer"])
        {
            name = name.EndsWith(suffix, StringComparison.Ordinal) ? name[..^suffix.Length] : name;
        }

        foreach (var letter in name)
        {
            if (slug.Length >= longest)
            {
                break;
            }

            if (char.IsAsciiLetterOrDigit(letter))
            {
                slug.Append(char.ToLowerInvariant(letter));
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        var text = slug.ToString().TrimEnd('-');
        return text.Length == 0 ? "a-stable-name" : text;
    }
}

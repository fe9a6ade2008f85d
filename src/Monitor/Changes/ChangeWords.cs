using System.Globalization;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Readiness.Names;

namespace FlinkReady.Monitor.Changes;

/// <summary>The sentences of changes.</summary>
internal static class ChangeWords
{
    /// <summary>What stands where something was not there.</summary>
    public const string Absent = "absent";

    /// <summary>A target answers.</summary>
    public const string Up = "up";

    /// <summary>A target does not answer.</summary>
    public const string Down = "down";

    /// <summary>A target is watched from now on.</summary>
    public const string Added = "added";

    /// <summary>A target is no longer watched.</summary>
    public const string Removed = "removed";

    /// <summary>A job is no longer listed.</summary>
    public const string Gone = "gone";

    /// <summary>An operator that was in the run before.</summary>
    public const string Present = "present";

    /// <summary>An operator's state that was dropped.</summary>
    public const string Lost = "lost";

    /// <summary>An operator that has another id.</summary>
    public const string Moved = "moved";

    /// <summary>An operator that is in this run only.</summary>
    public const string New = "new";

    /// <summary>Verdicts that can't be renewed.</summary>
    public const string Unread = "unread";

    /// <summary>Verdicts that can be renewed.</summary>
    public const string Read = "read";

    /// <summary>One line of at most <see cref="Change.LongestMessage"/> characters.</summary>
    public static string Line(string message) => PlainText.Line(message, Change.LongestMessage);

    /// <summary>"with 2 critical and 1 warning open", "with nothing open".</summary>
    public static string Open(IEnumerable<CheckMarks> marks)
    {
        int critical = 0, warning = 0, info = 0;
        foreach (var one in marks)
        {
            critical += one.Count(CheckState.Critical);
            warning += one.Count(CheckState.Warning);
            info += one.Count(CheckState.Info);
        }

        var parts = new List<string>();
        Add(critical, "critical");
        Add(warning, "warning");
        Add(info, "info");
        return parts.Count == 0 ? "with nothing open" : $"with {string.Join(", ", parts)} open";

        void Add(int count, string word)
        {
            if (count > 0)
            {
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{count} {word}"));
            }
        }
    }

    /// <summary>"3 open violations", "nothing open".</summary>
    public static string Failing(CheckMarks marks) => marks.Failing == 0 ? "nothing open" : Text.Count(marks.Failing, "open violation");
}

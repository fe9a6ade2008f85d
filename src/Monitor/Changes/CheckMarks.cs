using System.Collections.Frozen;
using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Changes;

/// <summary>The state of each rule's check of a job name, or of a cluster: one byte a rule, since a fleet has many. Immutable.</summary>
internal sealed class CheckMarks
{
    private static readonly FrozenDictionary<string, int> Places =
        RuleCatalogue.All.Select((rule, place) => KeyValuePair.Create(rule.Id, place)).ToFrozenDictionary(StringComparer.Ordinal);

    private readonly CheckState[] _states;

    private CheckMarks(CheckState[] states) => _states = states;

    /// <summary>No verdict yet.</summary>
    public static CheckMarks None { get; } = new(new CheckState[Places.Count]);

    /// <summary>What somebody has to look at, by the rule's id.</summary>
    public IEnumerable<(string Rule, CheckState State)> Notable =>
        RuleCatalogue.All.Select((rule, place) => (rule.Id, _states[place])).Where(entry => !entry.Item2.IsQuiet());

    /// <summary>How many checks are violated.</summary>
    public int Failing => _states.Count(state => state >= CheckState.Info);

    /// <summary>How many checks have a state.</summary>
    public int Count(CheckState state) => _states.Count(one => one == state);

    /// <summary>Of what was written down: states by rule; rules that are no more are left out.</summary>
    /// <param name="states">What somebody has to look at.</param>
    /// <param name="others">The state of the other rules.</param>
    public static CheckMarks Of(IEnumerable<(string Rule, CheckState State)> states, CheckState others)
    {
        var marks = new CheckState[Places.Count];
        Array.Fill(marks, others);
        foreach (var (rule, state) in states)
        {
            if (Places.TryGetValue(rule, out var place))
            {
                marks[place] = state;
            }
        }

        return new CheckMarks(marks);
    }

    /// <summary>After one more poll.</summary>
    /// <param name="checks">Its checks; of several of one rule the worst counts.</param>
    /// <param name="keepsOpen">True where a question that no longer arises leaves the state as it was: a job that is over has not mended anything.</param>
    /// <param name="told">Is given what changed: the check, what it was and what it is.</param>
    public CheckMarks After(IEnumerable<CheckResult> checks, bool keepsOpen, Action<CheckResult, CheckState, CheckState> told)
    {
        var now = new CheckState?[_states.Length];
        var deciding = new CheckResult?[_states.Length];
        foreach (var check in checks)
        {
            if (Places.TryGetValue(check.Rule.Id, out var place) && CheckStates.Of(check) is var state && !(state <= now[place]))
            {
                (now[place], deciding[place]) = (state, check);
            }
        }

        var next = (CheckState[])_states.Clone();
        for (var place = 0; place < next.Length; place++)
        {
            var before = _states[place];
            if (now[place] is not { } state || state == before || (before.IsDecided() && !state.IsDecided()) || (keepsOpen && state == CheckState.NotApplicable))
            {
                continue;
            }

            next[place] = state;
            if (!(before.IsQuiet() && state.IsQuiet()) && before != CheckState.Unread)
            {
                told(deciding[place]!, before, state);
            }
        }

        return new CheckMarks(next);
    }
}

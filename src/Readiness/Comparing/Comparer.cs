using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Comparing;

/// <summary>
/// Says of every operator what becomes of its state. Flink finds state by operator id alone, so this compares ids; names serve the messages. A pure function
/// of its arguments.
/// </summary>
public sealed class Comparer
{
    private readonly OperatorSet _old;
    private readonly OperatorSet _new;
    private readonly ComparisonOptions _options;
    private readonly ComparisonText _text;
    private readonly StateKeeping _keeping;
    private readonly Dictionary<string, ComparedOperator> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<int, ComparedOperator> _successors;
    private readonly bool _isLossCertain;

    private Comparer(OperatorSet old, OperatorSet fresh, ComparisonOptions options)
    {
        _old = old;
        _new = fresh;
        _options = options;
        _text = new ComparisonText(old, fresh, options);
        _keeping = new StateKeeping(new UidProposals(old, fresh));
        foreach (var one in fresh.Operators)
        {
            if (one.Id is { } id)
            {
                _byId.TryAdd(id, one);
            }
        }

        _successors = Successors.Find(old, fresh);
        _isLossCertain = IsLossCertain();
    }

    /// <summary>Compares.</summary>
    public static Comparison Compare(OperatorSet old, OperatorSet fresh, ComparisonOptions options)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(fresh);
        ArgumentNullException.ThrowIfNull(options);
        var comparer = new Comparer(MissingNames.Complete(old, fresh), MissingNames.Complete(fresh, old), options);
        var known = old.Operators.Select(one => one.Id).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return new Comparison(
            old,
            fresh,
            options.Restore,
            [
                .. comparer._old.Operators.Select((one, place) => comparer.Judge(one, comparer._successors.GetValueOrDefault(place))),
                .. comparer._new.Operators.Where(one => one.Id is null || !known.Contains(one.Id)).Select(comparer.JudgeNew),
            ],
            ComparisonNotes.Of(old, fresh, options));
    }

    private OperatorComparison Judge(ComparedOperator one, ComparedOperator? successor)
    {
        if (one.Id is not { } id)
        {
            return Result(one, ComparisonVerdict.Undecided, null, null, _text.IdUnknown());
        }

        if (_byId.TryGetValue(id, out var same))
        {
            return JudgeFound(one, same);
        }

        if (_options.PinnedIds.Contains(id))
        {
            return Result(one, ComparisonVerdict.Kept, Certainty.Inferred, successor, ComparisonText.Pinned());
        }

        if (!_new.IsComplete)
        {
            return Result(one, ComparisonVerdict.Undecided, null, successor, _text.NewIncomplete());
        }

        return one.HasState switch
        {
            true => Result(
                one,
                ComparisonVerdict.Lost,
                one.IsStateWitnessed && _isLossCertain ? Certainty.Proven : Certainty.Inferred,
                successor,
                _text.Lost(one, successor, one.IsStateWitnessed && _isLossCertain),
                _keeping.Fix(one, successor)),
            false => Result(one, ComparisonVerdict.Dropped, one.IsStateWitnessed ? Certainty.Proven : Certainty.Inferred, successor, _text.Dropped(one), DroppedFix(one, successor)),

            // Metadata of high availability lists an operator whether it has state or not.
            null when _options.Restore == RestoreFrom.LastState =>
                Result(one, ComparisonVerdict.Dropped, Certainty.Inferred, successor, _text.DroppedUnknown(), DroppedFix(one, successor)),
            null => Result(one, ComparisonVerdict.Undecided, null, successor, _text.StateUnknown(successor), _keeping.Fix(one, successor)),
        };
    }

    private string? DroppedFix(ComparedOperator one, ComparedOperator? successor) => _options.Restore == RestoreFrom.LastState ? _keeping.Fix(one, successor) : null;

    private OperatorComparison JudgeFound(ComparedOperator one, ComparedOperator same)
    {
        if (same.IsMadeUp)
        {
            return Result(one, ComparisonVerdict.Undecided, null, same, _text.MadeUp(), StateKeeping.StableUid(same));
        }

        if (one.MaxParallelism is { } max && same.Parallelism > max)
        {
            return Result(one, ComparisonVerdict.ParallelismAboveMax, Certainty.Proven, same, ComparisonText.AboveMax(same.Parallelism.Value, max), StateKeeping.LowerParallelism(max));
        }

        if (one.MaxParallelism is { } stored && _options.MaxParallelism is { } given && given != stored)
        {
            return Result(one, ComparisonVerdict.MaxParallelismChanged, Certainty.Inferred, same, ComparisonText.MaxChanged(given, stored), StateKeeping.SameMaxParallelism(stored));
        }

        if (same.Uid == UidVerdict.Auto)
        {
            var isOther = OperatorTexts.AreApart(one, same);
            return Result(one, ComparisonVerdict.KeptByChance, isOther ? Certainty.Inferred : Certainty.Proven, same, ComparisonText.ByChance(one, same, isOther), _keeping.GiveUid(one, same, isOther));
        }

        return Result(one, ComparisonVerdict.Kept, Certainty.Proven, same, ComparisonText.Kept(same));
    }

    private OperatorComparison JudgeNew(ComparedOperator one) => one switch
    {
        { IsMadeUp: true } => Result(one, ComparisonVerdict.Undecided, null, null, _text.MadeUp(), StateKeeping.StableUid(one)),
        { Id: null } => Result(one, ComparisonVerdict.Undecided, null, null, _text.NewIdUnknown()),
        _ when !_old.IsComplete => Result(one, ComparisonVerdict.Undecided, null, null, _text.OldIncomplete()),
        _ => Result(one, ComparisonVerdict.New, Certainty.Proven, null, ComparisonText.New(one)),
    };

    private OperatorComparison Result(ComparedOperator one, ComparisonVerdict verdict, Certainty? certainty, ComparedOperator? successor, string message, string? fix = null) =>
        new(MissingNames.Shown(one), verdict, LevelOf(verdict), certainty, successor is null ? null : MissingNames.Shown(successor), message, fix);

    private ComparisonLevel LevelOf(ComparisonVerdict verdict) => verdict switch
    {
        ComparisonVerdict.Lost or ComparisonVerdict.ParallelismAboveMax or ComparisonVerdict.MaxParallelismChanged => ComparisonLevel.Lost,
        ComparisonVerdict.Dropped when _options.Restore == RestoreFrom.LastState => ComparisonLevel.Lost,
        ComparisonVerdict.KeptByChance or ComparisonVerdict.Undecided => ComparisonLevel.Risk,
        _ => ComparisonLevel.None,
    };

    /// <summary>
    /// Whether state is lost whatever the new program pins: an operator takes over one entry at most, so what can take a lost one are operators that are not
    /// known to have found state of their own. Where there are fewer of these than lost entries, some state is lost for certain.
    /// </summary>
    private bool IsLossCertain()
    {
        if (!_new.IsComplete)
        {
            return false;
        }

        var withState = _old.Operators.Where(one => one is { HasState: true, IsStateWitnessed: true, Id: not null }).ToList();
        var lost = withState.Count(one => !_byId.ContainsKey(one.Id!) && !_options.PinnedIds.Contains(one.Id!));
        var couldTake = _new.Operators.Count - withState.Count(one => _byId.ContainsKey(one.Id!));
        return lost > couldTake;
    }
}

using FlinkReady.Readiness.Assessments;

namespace FlinkReady.Readiness.FleetRules;

/// <summary>
/// Finds what several targets have in common, one target's look at a time: what other targets showed is not gone through again. Holds no more than the
/// last look of each target names. One caller at a time; what it gives out is immutable.
/// </summary>
public sealed class FleetIndex
{
    private readonly Dictionary<string, FleetMember> _members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string[]> _holders = new(StringComparer.Ordinal);
    private readonly HashSet<string> _shared = new(StringComparer.Ordinal);

    /// <summary>The picture of some targets.</summary>
    public static FleetPicture PictureOf(IEnumerable<TargetAssessment> targets)
    {
        var index = new FleetIndex();
        foreach (var target in targets)
        {
            index.Set(target);
        }

        return index.Picture();
    }

    /// <summary>Takes a target's newest assessment.</summary>
    public void Set(TargetAssessment target)
    {
        var member = FleetMember.Of(target);
        var before = _members.GetValueOrDefault(member.Name);
        _members[member.Name] = member;
        if (before is not null && before.Keys.SequenceEqual(member.Keys, StringComparer.Ordinal))
        {
            return;
        }

        Withdraw(before);
        foreach (var key in member.Keys)
        {
            var holders = _holders.GetValueOrDefault(key) ?? [];
            _holders[key] = [.. holders, member.Name];
            if (holders.Length > 0)
            {
                _shared.Add(key);
            }
        }
    }

    /// <summary>Forgets a target.</summary>
    public void Remove(string name)
    {
        Withdraw(_members.GetValueOrDefault(name));
        _members.Remove(name);
    }

    /// <summary>What the targets have in common right now.</summary>
    public FleetPicture Picture() => new(
        [.. _members.Values.OrderBy(static member => member.Name, StringComparer.Ordinal)],
        [.. _shared.Order(StringComparer.Ordinal).Select(key => new SharedKey(key, [.. _holders[key].Order(StringComparer.Ordinal).Select(name => _members[name])]))]);

    private void Withdraw(FleetMember? member)
    {
        foreach (var key in member?.Keys ?? [])
        {
            var left = Array.FindAll(_holders[key], name => name != member!.Name);
            if (left.Length < 2)
            {
                _shared.Remove(key);
            }

            if (left.Length == 0)
            {
                _holders.Remove(key);
            }
            else
            {
                _holders[key] = left;
            }
        }
    }
}

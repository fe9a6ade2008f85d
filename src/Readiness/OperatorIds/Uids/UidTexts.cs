using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Hashing;

namespace FlinkReady.Readiness.OperatorIds.Uids;

/// <summary>The declared uids of a job, and what Flink makes of them for the parts of a sink.</summary>
internal sealed class UidTexts
{
    private readonly Dictionary<OperatorHash, UidText> _declared = [];

    public UidTexts(IReadOnlyList<string> declared)
    {
        foreach (var text in declared)
        {
            foreach (var pattern in UidPattern.All)
            {
                var form = pattern.Apply(text);
                var hash = Murmur3.OfText(form);
                _declared.TryAdd(hash, new UidText(form, hash, UidSource.List));
            }
        }
    }

    /// <summary>The texts by their hashes.</summary>
    public IReadOnlyCollection<UidText> Declared => _declared.Values;

    /// <summary>The declared text with this hash; null where none has it.</summary>
    public UidText? Find(OperatorHash hash) => _declared.TryGetValue(hash, out var text) ? text : null;
}

using FlinkReady.Deployments.Discovery;
using FlinkReady.FlinkModel.Deployments;

namespace FlinkReady.Monitor.Discovery;

/// <summary>Remembers since when each resource is in its state: what may last for a while and not for longer counts from when it was first seen.</summary>
internal sealed class SeenStates(TimeProvider time)
{
    private Dictionary<(string Kind, string Namespace, string Name), Seen> _states = [];

    /// <summary>Notes the states as they are now.</summary>
    public void Note(IEnumerable<Conclusion> conclusions)
    {
        var states = new Dictionary<(string Kind, string Namespace, string Name), Seen>();
        foreach (var conclusion in conclusions)
        {
            var key = KeyOf(conclusion);
            var state = StateOf(conclusion);
            states[key] = _states.TryGetValue(key, out var earlier) && earlier.State == state ? earlier : new Seen(state, time.GetUtcNow(), time.GetTimestamp());
        }

        _states = states;
    }

    /// <summary>Since when, by the wall clock.</summary>
    public DateTimeOffset Since(Conclusion conclusion) => _states[KeyOf(conclusion)].Since;

    /// <summary>For how long.</summary>
    public TimeSpan For(Conclusion conclusion) => time.GetElapsedTime(_states[KeyOf(conclusion)].From);

    private static ResourceState StateOf(Conclusion conclusion) => conclusion.Deployment?.State ?? conclusion.State;

    private static (string Kind, string Namespace, string Name) KeyOf(Conclusion conclusion) =>
        (conclusion.Resource.Kind, conclusion.Resource.Namespace, conclusion.Resource.Name);

    private readonly record struct Seen(ResourceState State, DateTimeOffset Since, long From);
}

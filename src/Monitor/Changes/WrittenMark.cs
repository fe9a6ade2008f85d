using System.Text.Json.Serialization;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.Monitor.Changes;

/// <summary>What is remembered of a target, as it is written down for the next start.</summary>
/// <param name="Target">The target's name; empty for the configuration and the fleet.</param>
/// <param name="Version">The program's: another one may have other rules.</param>
/// <param name="KnownSince">From when on changes are known.</param>
/// <param name="At">When it was last polled.</param>
/// <param name="IsUp">Whether it answered; null where it was never asked.</param>
/// <param name="Since">Since when.</param>
/// <param name="IsSeen">Whether it answered once.</param>
/// <param name="IsStale">Whether its verdicts are too old.</param>
/// <param name="Unread">How many checks lack what they need.</param>
/// <param name="Checks">The checks that somebody has to look at, by rule.</param>
/// <param name="Jobs">Its jobs.</param>
internal sealed record WrittenMark(
    [property: JsonRequired] string Target,
    string Version,
    DateTimeOffset KnownSince,
    DateTimeOffset At,
    bool? IsUp,
    DateTimeOffset Since,
    bool IsSeen,
    bool IsStale,
    int Unread,
    [property: JsonRequired] IReadOnlyDictionary<string, CheckState> Checks,
    [property: JsonRequired] IReadOnlyList<WrittenJob> Jobs)
{
    /// <summary>As it is written.</summary>
    public static WrittenMark Of(string target, TargetMark mark, string version, DateTimeOffset knownSince) => new(
        target, version, knownSince, mark.At, mark.IsUp, mark.Since, mark.IsSeen, mark.IsStale, mark.Unread, States(mark.Cluster),
        [.. mark.Jobs.Select(job => new WrittenJob(job.Key, job.Value.Id, job.Value.State, job.Value.IsTerminal, job.Value.Unread, job.Value.Told, States(job.Value.Checks)))]);

    /// <summary>As it is remembered.</summary>
    /// <param name="version">The running program's: of its own rules it knows that what is not written was quiet.</param>
    public TargetMark ToMark(string version)
    {
        var others = version == Version ? CheckState.Pass : CheckState.Absent;
        var jobs = new Dictionary<string, JobMark>(StringComparer.Ordinal);
        foreach (var job in Jobs)
        {
            jobs[job.Name] = new JobMark(job.Id, job.State, job.IsTerminal, Marks(job.Checks, others), job.Unread, job.Told, Stamp.None);
        }

        return new TargetMark { At = At, IsUp = IsUp, Since = Since, IsSeen = IsSeen, IsStale = IsStale, Unread = Unread, Cluster = Marks(Checks, others), Jobs = jobs };
    }

    private static Dictionary<string, CheckState> States(CheckMarks marks) => marks.Notable.ToDictionary(entry => entry.Rule, entry => entry.State, StringComparer.Ordinal);

    private static CheckMarks Marks(IReadOnlyDictionary<string, CheckState> states, CheckState others) => CheckMarks.Of(states.Select(entry => (entry.Key, entry.Value)), others);
}

/// <summary>What is remembered of the jobs of one name, as it is written down.</summary>
internal sealed record WrittenJob(
    [property: JsonRequired] string Name,
    [property: JsonRequired] string Id,
    [property: JsonRequired] string State,
    bool IsTerminal,
    int Unread,
    ToldOperators? Told,
    [property: JsonRequired] IReadOnlyDictionary<string, CheckState> Checks);

/// <summary>How the files are read and written.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(Change))]
[JsonSerializable(typeof(WrittenMark))]
internal sealed partial class ChangeHistoryJson : JsonSerializerContext;

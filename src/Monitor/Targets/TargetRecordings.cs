using FlinkReady.FlinkClient.Recordings;
using FlinkReady.Monitor.Demo;

namespace FlinkReady.Monitor.Targets;

/// <summary>Opens the recordings of targets; the name <c>demo</c> is the embedded one, unless a file or folder of that name is there.</summary>
internal static class TargetRecordings
{
    /// <summary>True where <see cref="Open"/> has something to open.</summary>
    public static bool Exists(string path) => Path.Exists(path) || IsEmbedded(path);

    /// <summary>Opens a recording.</summary>
    /// <exception cref="RecordingException">It does not exist or is no recording.</exception>
    public static RecordingSeries Open(string path) => IsEmbedded(path) ? EmbeddedRecording.Open() : Recording.Open(path);

    private static bool IsEmbedded(string path) => path == EmbeddedRecording.Name && !Path.Exists(path);
}

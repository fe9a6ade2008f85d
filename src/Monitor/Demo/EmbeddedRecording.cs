using FlinkReady.FlinkClient.Recordings;

namespace FlinkReady.Monitor.Demo;

/// <summary>The recording of a real cluster that is part of the program: what <c>demo</c> shows.</summary>
internal static class EmbeddedRecording
{
    /// <summary>What to call it on the command line.</summary>
    public const string Name = "demo";

    private const string Resource = "demo.zip";

    /// <summary>Opens it.</summary>
    public static RecordingSeries Open() => Recording.Open(typeof(EmbeddedRecording).Assembly.GetManifestResourceStream(Resource)!, Name);
}

namespace FlinkReady.Monitor.Configuration;

/// <summary>Words what went wrong with a file, as the end of a sentence that begins with its name.</summary>
internal static class FileFaults
{
    /// <summary>The reason.</summary>
    public static string Why(Exception exception) => exception switch
    {
        FileNotFoundException => "does not exist",
        DirectoryNotFoundException => "is in a folder that does not exist",
        UnauthorizedAccessException => "cannot be opened: permission denied, or it is a folder",
        IOException { HResult: 28 } => "cannot be written: no space left on the device",
        _ => $"cannot be used: {exception.Message.ReplaceLineEndings(" ")}",
    };
}

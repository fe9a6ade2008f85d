namespace FlinkReady.FlinkClient.Recordings;

/// <summary>The files of a recording, by relative name with forward slashes.</summary>
internal interface IRecordingFiles
{
    /// <summary>Where it is, for messages.</summary>
    string Name { get; }

    /// <summary>Every file.</summary>
    IReadOnlySet<string> Names { get; }

    /// <summary>A file's content.</summary>
    /// <exception cref="RecordingException">It can't be read, or is too long.</exception>
    byte[] Read(string name);
}

/// <summary>Limits and names that hold for folders and archives alike.</summary>
internal static class RecordingFiles
{
    /// <summary>The longest file: a live body may be no longer either.</summary>
    public const int MaxFileBytes = 64 * 1024 * 1024;

    /// <summary>Files in one recording; a scan of 10,000 jobs makes 60,000.</summary>
    public const int MaxFiles = 200_000;

    /// <summary>A name that stays inside the recording: relative, without empty, <c>.</c> and <c>..</c> parts, backslashes, colons and control characters.</summary>
    public static bool IsInside(string name) =>
        name.Length is > 0 and <= 1024
        && !name.Any(unit => unit is '\\' or ':' || char.IsControl(unit))
        && name.Split('/').All(part => part is not ("" or "." or ".."));

    /// <summary>Reads to the end, or to the limit, whatever length was announced.</summary>
    public static byte[] ReadLimited(Stream stream, string name, string file)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[64 * 1024];
        int read;
        while ((read = stream.Read(chunk)) > 0)
        {
            if (buffer.Length + read > MaxFileBytes)
            {
                throw new RecordingException($"{name}: {file} is longer than {MaxFileBytes / 1024 / 1024} MiB");
            }

            buffer.Write(chunk, 0, read);
        }

        return buffer.ToArray();
    }
}

namespace FlinkReady.Monitor.Terminal;

/// <summary>Something the user has to change: exit code 2. Each line is for people and stands alone.</summary>
internal sealed class UsageException(IReadOnlyList<string> lines) : Exception(string.Join(Environment.NewLine, lines))
{
    /// <summary>One line.</summary>
    public UsageException(string line)
        : this([line])
    {
    }

    /// <summary>What to print, a line each.</summary>
    public IReadOnlyList<string> Lines => lines;
}

namespace FlinkReady.Monitor.Terminal;

/// <summary>How the program ends. 2 wins over 3 over 1 over 4.</summary>
internal static class ExitCodes
{
    /// <summary>Nothing at or above <c>--fail-on</c>.</summary>
    public const int Success = 0;

    /// <summary>Violations at or above <c>--fail-on</c>.</summary>
    public const int Violations = 1;

    /// <summary>A usage or configuration error, or an output that can't be written.</summary>
    public const int Usage = 2;

    /// <summary>A target could not be assessed.</summary>
    public const int NotAssessed = 3;

    /// <summary>The score is below <c>--min-score</c>.</summary>
    public const int LowScore = 4;

    /// <summary>A defect of the program.</summary>
    public const int Crash = 70;

    /// <summary>Ended by SIGINT.</summary>
    public const int Interrupted = 130;

    /// <summary>Ended by SIGTERM.</summary>
    public const int Terminated = 143;
}

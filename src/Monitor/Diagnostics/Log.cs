namespace FlinkReady.Monitor.Diagnostics;

/// <summary>Everything the daemon logs. Ids never change: alerts on logs rest on them.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "flinkready {Version} watches {Targets} target(s)")]
    public static partial void Watching(ILogger logger, string version, int targets);

    [LoggerMessage(2, LogLevel.Information, "Listening on {Address}")]
    public static partial void Listening(ILogger logger, string address);

    [LoggerMessage(3, LogLevel.Information, "Stopped")]
    public static partial void Stopped(ILogger logger);

    [LoggerMessage(10, LogLevel.Information, "Target {Target} answers: Flink {FlinkVersion}, {Jobs} job(s)")]
    public static partial void TargetUp(ILogger logger, string target, string flinkVersion, int jobs);

    [LoggerMessage(11, LogLevel.Warning, "Target {Target} does not answer ({Reason}, {Downtime}): {Message}")]
    public static partial void TargetDown(ILogger logger, string target, string reason, string downtime, string message);

    [LoggerMessage(12, LogLevel.Information, "Target {Target} is watched: {Address}")]
    public static partial void TargetAdded(ILogger logger, string target, string address);

    [LoggerMessage(13, LogLevel.Information, "Target {Target} is no longer watched")]
    public static partial void TargetRemoved(ILogger logger, string target);

    [LoggerMessage(14, LogLevel.Error, "The look at target {Target} failed inside the program; this is a defect, please report it")]
    public static partial void PollFailed(ILogger logger, Exception exception, string target);

    [LoggerMessage(15, LogLevel.Debug, "Target {Target} was polled in {Milliseconds} ms with {Requests} request(s)")]
    public static partial void Polled(ILogger logger, string target, long milliseconds, int requests);

    [LoggerMessage(16, LogLevel.Information, "Target {Target} does not answer while it is created or upgraded, which is no outage yet: {Message}")]
    public static partial void TargetAway(ILogger logger, string target, string message);

    [LoggerMessage(20, LogLevel.Error, "Rule {Rule} failed; its verdict is unknown. This is a defect, please report it")]
    public static partial void RuleFailed(ILogger logger, Exception exception, string rule);

    [LoggerMessage(30, LogLevel.Information, "The configuration {Source} changed and is in force")]
    public static partial void ConfigurationAccepted(ILogger logger, string source);

    [LoggerMessage(31, LogLevel.Error, "The configuration {Source} is refused, the one before stays in force: {Mistake}")]
    public static partial void ConfigurationRefused(ILogger logger, string source, string mistake);

    [LoggerMessage(32, LogLevel.Warning, "listen is now {Listen}: that takes a restart, the program goes on listening on {Current}")]
    public static partial void ListenNeedsRestart(ILogger logger, string listen, string current);

    [LoggerMessage(33, LogLevel.Error, "The configuration {Source} can't be read, the one before stays in force: {Message}")]
    public static partial void ConfigurationUnreadable(ILogger logger, string source, string message);

    [LoggerMessage(40, LogLevel.Warning, "{Path} {Why}: what is remembered of {File} will be lost with this process. Told once")]
    public static partial void HistoryNotWritten(ILogger logger, string path, string why, string file);

    [LoggerMessage(41, LogLevel.Warning, "{Path} {Why}: nothing of {File} is remembered from before")]
    public static partial void HistoryNotRead(ILogger logger, string path, string why, string file);

    [LoggerMessage(42, LogLevel.Warning, "{Path}: {Lines} line(s) could not be read and are left out")]
    public static partial void HistoryLinesSkipped(ILogger logger, string path, long lines);

    [LoggerMessage(50, LogLevel.Information, "Kubernetes: {Source} are watched, {Resources} found")]
    public static partial void SourceUp(ILogger logger, string source, int resources);

    [LoggerMessage(51, LogLevel.Warning, "Kubernetes: {Source} can't be read and are tried again; the targets stay as they are: {Message}")]
    public static partial void SourceFailing(ILogger logger, string source, string message);

    [LoggerMessage(52, LogLevel.Error, "Kubernetes: {Source} are not watched for want of rights, tried again every 5 minutes; grant list and watch: {Message}")]
    public static partial void SourceForbidden(ILogger logger, string source, string message);

    [LoggerMessage(53, LogLevel.Warning, "Kubernetes: {Source} are not watched: the API server does not know them in version {Version} (no CRD, or another apiVersion); looked for again every 10 minutes")]
    public static partial void SourceUnknown(ILogger logger, string source, string version);

    [LoggerMessage(54, LogLevel.Information, "Kubernetes: there are no {Kind} in namespace {Namespace}; one that does not exist looks the same")]
    public static partial void NothingInNamespace(ILogger logger, string kind, string @namespace);

    [LoggerMessage(55, LogLevel.Warning, "{Resource} is left out: {Reason}")]
    public static partial void ResourceLeftOut(ILogger logger, string resource, string reason);

    [LoggerMessage(56, LogLevel.Error, "Kubernetes is not asked: {Message}")]
    public static partial void NoAccess(ILogger logger, string message);
}

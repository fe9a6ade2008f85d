namespace FlinkReady.Readiness.OperatorIds;

/// <summary>What Flink itself makes of a sink's uid for the operators that the sink becomes.</summary>
internal static class UidPatterns
{
    /// <summary>The uid itself: the writer's.</summary>
    public const string Plain = "{0}";

    /// <summary>The committer's (<c>SinkTransformationTranslator</c>).</summary>
    public const string Committer = "Sink Committer: {0}";

    /// <summary>The global committer's (<c>StandardSinkTopologies</c>).</summary>
    public const string GlobalCommitter = "Sink {0} Global Committer";

    /// <summary>All of them, with those of the file sink's compaction.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Plain, Committer, GlobalCommitter, "{0}: FileSinkCompactorCoordinator", "{0}: FileSinkCompactorOperator"];

    /// <summary>The uid of a part of a sink with this uid.</summary>
    public static string Apply(string pattern, string uid) => pattern.Replace("{0}", uid, StringComparison.Ordinal);
}

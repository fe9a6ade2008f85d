namespace FlinkReady.Reliability.Tests.Support;

/// <summary>Tests that measure, or that keep many processes busy: they run one at a time, after all others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    /// <summary>The collection's name.</summary>
    public const string Name = "alone";
}

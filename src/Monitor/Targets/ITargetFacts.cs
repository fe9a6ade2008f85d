using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.Monitor.Targets;

/// <summary>What is known of targets from elsewhere than their clusters, at the moment.</summary>
internal interface ITargetFacts
{
    /// <summary>What others say of a target; it joins each poll.</summary>
    DeclaredReadings Declared(string target);

    /// <summary>False while nobody can expect the target to answer, as during an upgrade: that it does not is no outage then.</summary>
    bool IsExpected(string target);
}

using FlinkReady.Monitor.Reports;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Tests.Reports;

public sealed class ReportWordsTests
{
    /// <summary>Nobody's code switches a cluster's TLS on: a note that sends people to look there wastes their time.</summary>
    [Theory]
    [InlineData(RuleScope.Job, true)]
    [InlineData(RuleScope.Cluster, false)]
    [InlineData(RuleScope.Fleet, false)]
    public void Only_of_a_job_it_is_said_that_its_code_may_say_otherwise(RuleScope scope, bool isSaid) =>
        Assert.Equal(isSaid, ReportWords.Inferred(rule).Contains("code", StringComparison.Ordinal));
}

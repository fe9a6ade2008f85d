using FlinkReady.Monitor.Reports;
using FlinkReady.Readiness.Judging;

namespace FlinkReady.Monitor.Tests.Reports;

public sealed class ReportWordsTests
{
    /// <summary>Nobody's code switches a cluster's TLS on: a note that sends people to look there wastes their time.</summary>
    [Theory]
    [InlineData("max-parallelism-explicit", true)]
    [InlineData("restart-strategy", true)]
    [InlineData("state-backend-explicit", true)]
    [InlineData("state-growth", false)]
    [InlineData("started-without-state", false)]
    [InlineData("rest-encrypted", false)]
    [InlineData("shared-ha-namespace", false)]
    public void The_jobs_code_is_named_only_where_it_can_decide(string rule, bool isSaid) =>
        Assert.Equal(isSaid, ReportWords.Inferred(RuleCatalogue.Find(rule)!).Contains("code", StringComparison.Ordinal));
}

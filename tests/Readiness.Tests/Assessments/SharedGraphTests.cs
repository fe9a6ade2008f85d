using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Readiness.Assessments;

namespace FlinkReady.Readiness.Tests.Assessments;

/// <summary>Jobs of one program are judged once in a poll.</summary>
public sealed class SharedGraphTests
{
    [Fact]
    public void Jobs_with_the_same_graph_share_the_verdicts_on_their_operators()
    {
        var jobs = Judge(static node => node);

        Assert.NotEmpty(jobs[0].Operators);
        Assert.Same(jobs[0].Operators, jobs[1].Operators);
    }

    [Fact]
    public void A_job_with_another_graph_has_verdicts_of_its_own()
    {
        var jobs = Judge(static node => node with { Description = $"{node.Description}x" }, ofTheFirst: false);

        Assert.NotSame(jobs[0].Operators, jobs[1].Operators);
    }

    /// <summary>Flink CDC makes uids of the job's name (<c>PipelineOptions.PIPELINE_OPERATOR_UID_PREFIX</c> defaults to it), Hudi of the table that an INSERT's job is called after.</summary>
    [Theory]
    [InlineData("SchemaOperator")]
    [InlineData("stream_write: orders")]
    public void What_may_be_made_of_the_jobs_name_is_judged_for_each_job(string name)
    {
        var jobs = Judge(node => node with { Description = name });

        Assert.NotSame(jobs[0].Operators, jobs[1].Operators);
    }

    private static IReadOnlyList<JobAssessment> Judge(Func<PlanNode, PlanNode> change, bool ofTheFirst = true) => new Story().Poll(0, look => look with
    {
        Jobs = [ofTheFirst ? Changed(look.Jobs[0], change) : look.Jobs[0], Changed(look.Jobs[0], change) with { Id = "0123456789abcdef0123456789abcdef", Overview = look.Jobs[0].Overview! with { Name = "another" } }],
    }).Now.Jobs;

    private static JobSnapshot Changed(JobSnapshot job, Func<PlanNode, PlanNode> change)
    {
        var details = job.Details!.Value!;
        BoundedList<PlanNode> nodes = [.. details.Plan!.Nodes!.Select(change)];
        return job.With(job.Details!.Saying(details with { Plan = details.Plan with { Nodes = nodes } }));
    }
}

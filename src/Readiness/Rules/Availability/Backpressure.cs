using System.Globalization;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.History;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Availability;

/// <summary>
/// Vertices that wait most of the time for what is downstream of them. Measured between polls: the accumulated time alone says nothing
/// about now.
/// </summary>
internal sealed class Backpressure : JobRule
{
    private const int Polls = 3;

    // Flink's metrics move every 10 s; polls closer together would measure its update interval.
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(10);

    private static readonly RuleSetting<double> Max = RuleSetting.OfDecimalNumber(
        "max", 0.5, 0.05, 1, "The part of its time a vertex may be back-pressured.");

    /// <summary>The rule.</summary>
    public Backpressure()
        : base(new RuleDescriptor
        {
            Id = "backpressure",
            Scope = RuleScope.Job,
            Category = RuleCategory.Availability,
            Severity = Severity.Warning,
            Title = "The job keeps up",
            Why = "A back-pressured job can't keep up with its input: delay grows, checkpoints take longer until they time out, and after a failure it never catches up.",
            Fix = "Find the first vertex downstream that is busy and not back-pressured; make it faster or raise its parallelism.",
            Needs = [JobDetails.Key],
            Settings = [Max],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(JobFacts job, JobRuleContext context)
    {
        if (!job.AllTasksUp)
        {
            return Verdict.NotYet("Not every task runs yet.");
        }

        var looks = Looks(job, context);
        if (looks.Count <= Polls)
        {
            return Verdict.NotYet($"Back pressure is measured between polls of one attempt: {Polls} more are needed, {looks.Count - 1} so far.");
        }

        var limit = context.Get(Max);
        var findings = new List<Finding>();
        int measured = 0, worst = -1;
        double highest = 0;
        for (var index = 0; index < job.Vertices.Count; index++)
        {
            if (Shares(looks, index) is not { } shares)
            {
                continue;
            }

            measured++;
            if (shares[0] > highest)
            {
                highest = shares[0];
                worst = index;
            }

            if (shares.All(share => share >= limit))
            {
                findings.Add(Finding(job, context, index, shares));
            }
        }

        if (measured == 0)
        {
            return Verdict.Undecidable("Flink has no back pressure metric of any vertex.");
        }

        if (findings.Count > 0)
        {
            return new Verdict.Fail(findings.Count == 1 ? findings[0].Message : $"{findings.Count} vertices are back-pressured at least {limit * 100:0} % of their time.", findings);
        }

        return new Verdict.Pass(worst < 0 ? "No vertex is back-pressured." : string.Create(CultureInfo.InvariantCulture, $"No vertex was back-pressured for {limit * 100:0} % of its time at {Polls} polls (highest now: {highest * 100:0} %)."));
    }

    // This poll and as many earlier ones as are needed, newest first, of one attempt.
    private static List<JobSample> Looks(JobFacts job, JobRuleContext context)
    {
        var looks = new List<JobSample>(Polls + 1) { JobSample.Of(job) };
        foreach (var sample in context.Samples)
        {
            if (!sample.AllTasksUp || sample.RunningSinceMs != looks[0].RunningSinceMs || sample.Vertices.Count != looks[0].Vertices.Count || looks.Count > Polls)
            {
                break;
            }

            if (looks[^1].DetailsReadAt - sample.DetailsReadAt >= Apart)
            {
                looks.Add(sample);
            }
        }

        return looks;
    }

    // The part of its time the vertex was back-pressured, newest poll first; null where a poll does not tell.
    private static double[]? Shares(List<JobSample> looks, int vertex)
    {
        var shares = new double[Polls];
        for (var poll = 0; poll < Polls; poll++)
        {
            var (now, before) = (looks[poll].Vertices[vertex], looks[poll + 1].Vertices[vertex]);
            var elapsed = (looks[poll].DetailsReadAt - looks[poll + 1].DetailsReadAt).TotalMilliseconds;
            if (now.BackPressuredMs is not { } later || before.BackPressuredMs is not { } earlier || later < earlier || now.Parallelism != before.Parallelism || now.Parallelism < 1)
            {
                return null;
            }

            shares[poll] = Math.Min(1, (later - earlier) / (elapsed * now.Parallelism));
        }

        return shares;
    }

    private static Finding Finding(JobFacts job, JobRuleContext context, int index, double[] shares)
    {
        var vertex = job.Vertices[index];
        return new Finding
        {
            Message = string.Create(CultureInfo.InvariantCulture, $"Vertex {Text.Name(vertex.Name)} was back-pressured {shares[0] * 100:0} % of its time, at {Polls} polls in a row at least {shares.Min() * 100:0} % (limit {context.Get(Max) * 100:0} %)."),
            Severity = context.Severity,
            Resource = Resource.Vertex(vertex.Id, vertex.Name),
            Evidence = [vertex.BackPressuredMs.Evidence, vertex.Parallelism.Evidence],
            Remediation = "Follow the job graph downstream to the first vertex that is busy and not back-pressured itself: that is the bottleneck. Make it faster, raise its parallelism, or relieve the system it writes to.",
        };
    }
}

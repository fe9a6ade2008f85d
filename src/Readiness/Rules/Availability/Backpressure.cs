using System.Globalization;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.History;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Availability;

/// <summary>
/// Vertices that wait most of the time for what is downstream of them. Measured between readings of <c>/jobs/:jobid</c>, however far apart: the accumulated time alone
/// says nothing about now. Flink gives a request the metrics that it fetched before, and fetches newer ones then: a reading in which no time of a vertex moved says
/// nothing about it.
/// </summary>
internal sealed class Backpressure : JobRule
{
    private const int Readings = 3;

    // So many readings without a movement are no accident.
    private const int StillAfter = 2 * Readings;

    // Flink's metrics move every 10 s; readings closer together would measure its update interval.
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
        var limit = context.Get(Max);
        var findings = new List<Finding>();
        int measured = 0, worst = -1, fewest = Readings;
        double highest = 0;
        for (var index = 0; index < job.Vertices.Count; index++)
        {
            if (Shares(looks, index) is not { } shares)
            {
                continue;
            }

            if (shares.Count < Readings)
            {
                fewest = Math.Min(fewest, shares.Count);
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

        if (findings.Count > 0)
        {
            return new Verdict.Fail(findings.Count == 1 ? findings[0].Message : $"{findings.Count} vertices are back-pressured at least {limit * 100:0} % of their time.", findings);
        }

        if (fewest < Readings)
        {
            return Verdict.NotYet($"Back pressure is measured between readings of one attempt that bring new metrics: {Readings} more are needed, {fewest} so far.");
        }

        if (measured == 0)
        {
            return Verdict.Undecidable("Flink has no back pressure metric of any vertex.");
        }

        return new Verdict.Pass(worst < 0 ? "No vertex is back-pressured." : string.Create(CultureInfo.InvariantCulture, $"No vertex was back-pressured for {limit * 100:0} % of its time at {Readings} readings (highest now: {highest * 100:0} %)."));
    }

    // This reading and the earlier ones of one attempt, newest first.
    private static List<JobSample> Looks(JobFacts job, JobRuleContext context)
    {
        var looks = new List<JobSample> { JobSample.Of(job) };
        foreach (var sample in context.Samples)
        {
            if (!sample.AllTasksUp || sample.RunningSinceMs != looks[0].RunningSinceMs || sample.Vertices.Count != looks[0].Vertices.Count)
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

    // The part of its time the vertex was back-pressured, between readings that brought new metrics, newest first; null where they don't tell.
    private static List<double>? Shares(List<JobSample> looks, int vertex)
    {
        var readings = Moving(looks, vertex);
        var shares = new List<double>(Readings);
        for (var index = 0; index + 1 < readings.Count && shares.Count < Readings; index++)
        {
            var (now, before) = (readings[index].Vertices[vertex], readings[index + 1].Vertices[vertex]);
            if (now.BackPressuredMs is not { } later || before.BackPressuredMs is not { } earlier || later < earlier || now.Parallelism != before.Parallelism || now.Parallelism < 1)
            {
                return shares.Count == 0 ? null : shares;
            }

            var elapsed = (readings[index].DetailsReadAt - readings[index + 1].DetailsReadAt).TotalMilliseconds;
            shares.Add(Math.Min(1, (later - earlier) / (elapsed * now.Parallelism)));
        }

        // Nothing moves where there are no metrics, or no task that still runs.
        return shares.Count == 0 && (looks.Count > StillAfter || looks[0].Vertices[vertex].BackPressuredMs is null) ? null : shares;
    }

    // Without the readings that repeat an earlier one: what comes after them is measured against that.
    private static List<JobSample> Moving(List<JobSample> looks, int vertex)
    {
        var moving = new List<JobSample>(looks.Count);
        for (var index = 0; index < looks.Count; index++)
        {
            var before = index + 1 < looks.Count ? looks[index + 1].Vertices[vertex].AccumulatedMs : -1;
            if (looks[index].Vertices[vertex].AccumulatedMs != before)
            {
                moving.Add(looks[index]);
            }
        }

        return moving;
    }

    private static Finding Finding(JobFacts job, JobRuleContext context, int index, List<double> shares)
    {
        var vertex = job.Vertices[index];
        return new Finding
        {
            Message = string.Create(CultureInfo.InvariantCulture, $"Vertex {Text.Name(vertex.Name)} was back-pressured {shares[0] * 100:0} % of its time, at {Readings} readings in a row at least {shares.Min() * 100:0} % (limit {context.Get(Max) * 100:0} %)."),
            Severity = context.Severity,
            Resource = Resource.Vertex(vertex.Id, vertex.Name),
            Evidence = [vertex.BackPressuredMs.Evidence, vertex.Parallelism.Evidence],
            Remediation = "Follow the job graph downstream to the first vertex that is busy and not back-pressured itself: that is the bottleneck. Make it faster, raise its parallelism, or relieve the system it writes to.",
        };
    }
}

using System.Net;
using FlinkReady.Fleet.Answers;
using FlinkReady.Fleet.Clusters;
using FlinkReady.FlinkClient;
using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkClient.Transport;
using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Verdicts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;

namespace FlinkReady.Fuzz.Surfaces;

/// <summary>
/// One endpoint's body, changed, in the middle of a sound cluster: through the client, the facts and every rule. A rule that
/// fails on it is a defect, even though that costs no more than its own verdict.
/// </summary>
public sealed class ClusterSurface : ISurface, IAssessmentObserver, IDisposable
{
    private static readonly DateTimeOffset Moment = new(2026, 3, 1, 12, 0, 7, TimeSpan.Zero);

    private readonly string _path;
    private readonly JobManager _jobManager;
    private readonly Wire _wire;
    private readonly ServiceProvider _services;
    private readonly Assessor _assessor;
    private readonly List<Exception> _defects = [];

    private ClusterSurface(string name, string path, SimulatedCluster cluster)
    {
        Name = name;
        _path = path;
        _jobManager = new JobManager(cluster, new Standstill());
        _wire = new Wire(this);
        _services = new ServiceCollection().AddSingleton<TimeProvider>(new Standstill()).AddFlinkClient()
            .AddSingleton<IHttpMessageHandlerBuilderFilter>(_wire)
            // Each input has a reader of its own, so that no failure of one opens the circuit for the next. The default would keep
            // the handlers of two minutes of them.
            .ConfigureAll<HttpClientFactoryOptions>(options => options.HandlerLifetime = TimeSpan.FromSeconds(1))
            .BuildServiceProvider();
        _assessor = new Assessor(ReadinessPolicy.Default, this);
        Corpus = [_jobManager.Respond("GET", _path).Body, .. CorpusFiles.Of("bodies")];
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IReadOnlyList<byte[]> Corpus { get; }

    private byte[] Input { get; set; } = [];

    /// <summary>A surface for every endpoint that is read.</summary>
    public static IEnumerable<ISurface> All()
    {
        var options = new FleetOptions { Clusters = 4, JobsPerCluster = 2, RescalePeriod = TimeSpan.FromHours(1) };
        var cluster = new SimulatedFleet(options).Clusters[3];
        var job = cluster.Runs(Moment).First(run => run.Traits.CheckpointInterval is not null);
        var checkpoint = System.Text.Json.Nodes.JsonNode.Parse(new JobManager(cluster, new Standstill()).Respond("GET", $"/jobs/{job.Id}/checkpoints").Body)!["latest"]!["completed"]!["id"];
        foreach (var path in new[] { "/config", "/overview", "/jobmanager/config", "/taskmanagers", "/jobs", "/jobs/overview" })
        {
            yield return new ClusterSurface($"body{path.Replace('/', '-')}", path, cluster);
        }

        foreach (var part in new[] { "", "/config", "/checkpoints", "/checkpoints/config", $"/checkpoints/details/{checkpoint}", "/exceptions", "/resource-requirements" })
        {
            var name = part.Split("/details/")[0] + (part.Contains("/details/", StringComparison.Ordinal) ? "/details" : "");
            yield return new ClusterSurface($"body-job{name.Replace('/', '-')}", $"/jobs/{job.Id}{part}", cluster);
        }
    }

    /// <inheritdoc/>
    public async Task ReadAsync(byte[] input)
    {
        Input = input;
        _defects.Clear();
        using var reader = _services.GetRequiredService<IClusterReaderFactory>().Create("target", new TargetConnection { Urls = [new Uri("http://fleet.example")] });
        var state = TargetState.Initial;
        var first = await reader.ReadAsync(null, ReadOptions.Everything, CancellationToken.None);
        state = _assessor.Assess("target", first, state, Moment);
        var second = await reader.ReadAsync(first, ReadOptions.Incremental(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60)), CancellationToken.None);
        _assessor.Assess("target", second, state, Moment);
        if (_defects.Count > 0)
        {
            throw new AggregateException(_defects);
        }
    }

    /// <inheritdoc/>
    public void RuleFailed(RuleDescriptor rule, Exception exception) => _defects.Add(new InvalidOperationException(rule.Id, exception));

    /// <inheritdoc/>
    public void Dispose() => _services.Dispose();

    private sealed class Wire(ClusterSurface surface) : HttpMessageHandler, IHttpMessageHandlerBuilderFilter
    {
        public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
        {
            next(builder);
            builder.PrimaryHandler = this;
        };

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var target = request.RequestUri!.PathAndQuery;
            var isChanged = target.Split('?')[0] == surface._path;
            var answer = isChanged ? new Answer(200, surface.Input) : surface._jobManager.Respond("GET", target);
            return Task.FromResult(new HttpResponseMessage((HttpStatusCode)answer.Status)
            {
                RequestMessage = request,
                Content = new ByteArrayContent(answer.Body) { Headers = { { "Content-Type", Answer.ContentType } } },
            });
        }
    }

    // The second poll of one that misses jobs, and retries, wait: here no time passes between them.
    private sealed class Standstill : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Moment;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime < TimeSpan.FromSeconds(6) && dueTime > TimeSpan.Zero ? TimeSpan.Zero : dueTime, period);
    }
}

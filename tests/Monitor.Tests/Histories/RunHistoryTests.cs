using FlinkReady.FlinkModel.Readings;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Histories;
using FlinkReady.Monitor.Targets;
using FlinkReady.Monitor.Tests.Support;
using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Verdicts;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace FlinkReady.Monitor.Tests.Histories;

/// <summary>A restart of the monitor between two deployments, with and without a folder to remember them in.</summary>
public sealed class RunHistoryTests : IDisposable
{
    private const string Target = "ingest";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("flinkready-runs-");
    private readonly FakeTimeProvider _time = new(Made.Noon);

    private string File => Path.Combine(_folder.FullName, "runs.jsonl");

    [NeedsTheory(Need.SharedMaterial)]
    [InlineData(true, CheckStatus.Fail)]
    [InlineData(false, CheckStatus.Unknown)]
    public async Task Two_runs_are_linked_over_a_restart_where_there_is_a_folder(bool hasFolder, CheckStatus expected)
    {
        // uid-changes-with-every-start: two looks at the old run, two at the new one.
        var looks = await Looks.OfReportAsync("uid-changes-with-every-start");
        var first = hasFolder ? Open() : null;
        Watch(first, looks[..2]);
        first?.Write(isLast: true);

        var state = Watch(hasFolder ? Open() : null, looks[2..]);

        var check = Assert.Single(state.Current!.Jobs).Checks.Single(one => one.Rule.Id == "uid-unstable");
        Assert.Equal(expected, check.Status);
        Assert.Equal(hasFolder ? null : UnknownReason.NeedsHistory, check.UnknownReason);
    }

    [NeedsTheory(Need.SharedMaterial)]
    [InlineData(true, CheckStatus.Fail)]
    [InlineData(false, CheckStatus.Unknown)]
    public async Task What_was_not_written_yet_of_a_target_that_is_suspended_is_not_lost(bool comesAgain, CheckStatus expected)
    {
        var looks = await Looks.OfReportAsync("uid-changes-with-every-start");
        var first = Open();
        Watch(first, looks[..2]);
        first.Withdrawn(Target, isParked: true);
        if (!comesAgain)
        {
            first.Forgotten(Target);
        }

        first.Write(isLast: true);
        var state = Watch(Open(), looks[2..]);

        Assert.Equal(expected, Assert.Single(state.Current!.Jobs).Checks.Single(static one => one.Rule.Id == "uid-unstable").Status);
    }

    [NeedsFact(Need.SharedMaterial)]
    public async Task A_run_that_only_goes_on_is_not_written_again_and_again()
    {
        var looks = await Looks.OfReportAsync("uid-changes-with-every-start");
        var history = Open();
        var state = Watch(history, looks[..1]);
        history.Write(isLast: false);
        var length = new FileInfo(File).Length;

        Watch(history, looks[1..2], state);
        history.Write(isLast: false);

        Assert.True(length > 0);
        Assert.Equal(length, new FileInfo(File).Length);
    }

    [NeedsFact(Need.SharedMaterial)]
    public async Task A_broken_line_costs_its_run_alone()
    {
        var looks = await Looks.OfReportAsync("uid-changes-with-every-start");
        var history = Open();
        Watch(history, looks[..2]);
        history.Write(isLast: true);
        var text = await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken);
        await System.IO.File.WriteAllTextAsync(File, $"{{\"target\":\"ingest\",\"run\":{{\"jobId\":\"1\"}}}}\nnonsense\n{text}{{\"target\":\"ingest\"", TestContext.Current.CancellationToken);
        var faults = new HistoryFaults(NullLogger<HistoryFaults>.Instance);

        var state = Watch(new RunHistory(_folder.FullName, faults, _time), looks[2..]);

        Assert.Equal(3, faults.Counts.Single(pair => pair.Key == "runs").Value.LinesSkipped);
        Assert.Equal(CheckStatus.Fail, Assert.Single(state.Current!.Jobs).Checks.Single(one => one.Rule.Id == "uid-unstable").Status);
    }

    [NeedsFact(Need.SharedMaterial)]
    public async Task A_folder_that_cannot_be_written_disturbs_nothing()
    {
        var looks = await Looks.OfReportAsync("uid-changes-with-every-start");
        var faults = new HistoryFaults(NullLogger<HistoryFaults>.Instance);
        await System.IO.File.WriteAllTextAsync(File, string.Empty, TestContext.Current.CancellationToken);
        var history = new RunHistory(File, faults, _time);

        var state = Watch(history, looks);
        history.Write(isLast: true);

        Assert.Equal(CheckStatus.Fail, Assert.Single(state.Current!.Jobs).Checks.Single(one => one.Rule.Id == "uid-unstable").Status);
        Assert.Equal(1, faults.Counts.Single(pair => pair.Key == "runs").Value.WriteFailures);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private RunHistory Open() => new(_folder.FullName, new HistoryFaults(NullLogger<HistoryFaults>.Instance), _time);

    private static TargetState Watch(RunHistory? history, IReadOnlyList<ClusterSnapshot> looks, TargetState? from = null)
    {
        var assessor = new Assessor(ReadinessPolicy.Default);
        var state = from ?? history?.StateOf(Target) ?? TargetState.Initial;
        foreach (var look in looks)
        {
            state = assessor.Assess(Target, look, state, look.StartedAt);
            var definition = new TargetDefinition { Name = Target, Connection = new() { Urls = [new Uri("http://flink:8081/")] } };
            history?.Published(new TargetView { Target = definition, Access = look.Access, State = state, LastPoll = look.StartedAt }, new MonitorConfiguration());
        }

        return state;
    }
}

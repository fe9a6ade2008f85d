using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Hosting;
using FlinkReady.Monitor.Tests.Support;

namespace FlinkReady.Monitor.Tests.Hosting;

public sealed class ConfigurationWatcherTests : IAsyncDisposable
{
    private static readonly Dictionary<string, string> NoEnvironment = new(StringComparer.Ordinal);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("flinkready-");
    private readonly ScriptedSources _sources = new ScriptedSources().With("a", _ => Looks.Up(Made.Noon)).With("b", _ => Looks.Up(Made.Noon));
    private readonly HangupSignal _hangup = new();
    private readonly CollectingLogger<ConfigurationWatcher> _log = new();
    private PollingHarness? _harness;
    private ConfigurationWatcher? _watcher;

    private string File => Path.Combine(_folder.FullName, "flinkready.yaml");

    [Fact]
    public async Task A_changed_file_is_in_force_ten_seconds_later()
    {
        var harness = Start(Targets("a"));
        await harness.PolledAsync("a", 1);

        System.IO.File.WriteAllText(File, Targets("a", "b"));
        await PollAsync(harness, () => harness.PublishedState.Latest.Find("b") is not null);

        await harness.PolledAsync("b", 1);
        Assert.True(harness.PublishedState.Latest.Reload.Successful);

        // It is said once all is done.
        await harness.UntilAsync(() => _log.Entries.Any(entry => entry.Id == 30));
    }

    [Fact]
    public async Task A_bad_file_is_refused_with_every_mistake_and_the_one_before_stays()
    {
        var harness = Start(Targets("a"));
        await harness.PolledAsync("a", 1);

        System.IO.File.WriteAllText(File, "pollInterval: soon\nnonsense: 1\n" + Targets("b"));
        await PollAsync(harness, () => !harness.PublishedState.Latest.Reload.Successful);
        await harness.UntilAsync(() => _log.Entries.Count(entry => entry.Id == 31) >= 2);

        Assert.NotNull(harness.PublishedState.Latest.Find("a"));
        Assert.Null(harness.PublishedState.Latest.Find("b"));
        var mistakes = _log.Entries.Where(entry => entry.Id == 31).Select(entry => entry.Text).ToList();
        Assert.Contains(mistakes, text => text.Contains($"{File}:1:", StringComparison.Ordinal));
        Assert.Contains(mistakes, text => text.Contains($"{File}:2:", StringComparison.Ordinal));

        System.IO.File.WriteAllText(File, Targets("b"));
        await PollAsync(harness, () => harness.PublishedState.Latest is { Reload.Successful: true } latest && latest.Find("b") is not null);
        Assert.Null(harness.PublishedState.Latest.Find("a"));
    }

    [Fact]
    public async Task A_link_that_leads_elsewhere_is_a_change_as_in_a_ConfigMap()
    {
        var one = Directory.CreateDirectory(Path.Combine(_folder.FullName, "..1"));
        var two = Directory.CreateDirectory(Path.Combine(_folder.FullName, "..2"));
        System.IO.File.WriteAllText(Path.Combine(one.FullName, "flinkready.yaml"), Targets("a"));
        System.IO.File.WriteAllText(Path.Combine(two.FullName, "flinkready.yaml"), Targets("b"));
        var data = Path.Combine(_folder.FullName, "..data");
        Directory.CreateSymbolicLink(data, one.FullName);
        System.IO.File.CreateSymbolicLink(File, Path.Combine("..data", "flinkready.yaml"));
        var harness = Start(null);
        await harness.PolledAsync("a", 1);

        Directory.Delete(data);
        Directory.CreateSymbolicLink(data, two.FullName);
        await PollAsync(harness, () => harness.PublishedState.Latest.Find("b") is not null);

        Assert.Null(harness.PublishedState.Latest.Find("a"));
    }

    [Fact]
    public async Task A_file_that_is_gone_for_a_moment_is_no_change()
    {
        var harness = Start(Targets("a"));
        await harness.PolledAsync("a", 1);
        System.IO.File.Delete(File);
        harness.Time.Advance(ConfigurationWatcher.Interval);
        harness.Time.Advance(ConfigurationWatcher.Interval);

        System.IO.File.WriteAllText(File, Targets("b"));
        await PollAsync(harness, () => harness.PublishedState.Latest.Find("b") is not null);
        Assert.DoesNotContain(_log.Entries, entry => entry.Id == 31);
    }

    [Fact]
    public async Task SIGHUP_reads_at_once_what_did_not_change()
    {
        var harness = Start(Targets("a"));
        await harness.PolledAsync("a", 1);

        _hangup.Raise();
        await harness.UntilAsync(() => _log.Entries.Any(entry => entry.Id == 30));
        Assert.Equal(1, _sources.Created["a"]);
    }

    [Fact]
    public async Task Another_address_to_listen_on_takes_a_restart_and_says_so()
    {
        var harness = Start(Targets("a"));
        await harness.PolledAsync("a", 1);

        System.IO.File.WriteAllText(File, "listen: 127.0.0.1:4711\n" + Targets("a"));
        await PollAsync(harness, () => _log.Entries.Any(entry => entry.Id == 32));

        Assert.Contains("127.0.0.1:4711", _log.Entries.Single(entry => entry.Id == 32).Text, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        if (_watcher is not null)
        {
            await _watcher.StopAsync(CancellationToken.None);
            _watcher.Dispose();
        }

        if (_harness is not null)
        {
            await _harness.DisposeAsync();
        }

        _hangup.Dispose();
        _folder.Delete(recursive: true);
    }

    private PollingHarness Start(string? content)
    {
        if (content is not null)
        {
            System.IO.File.WriteAllText(File, content);
        }

        var source = new ConfigurationSource(ConfigurationParts.Of(File), NoEnvironment, []);
        _harness = PollingHarness.Start(_sources, source.Load().Configuration!);
        _watcher = new ConfigurationWatcher(source, _harness.PublishedState, _harness.InForce, _hangup, _harness.Time, _log);
        _ = _watcher.StartAsync(CancellationToken.None);
        return _harness;
    }

    // The watcher's wait may not have begun yet: time moves until what is expected has happened.
    private static Task PollAsync(PollingHarness harness, Func<bool> condition) => harness.UntilAsync(() =>
    {
        if (condition())
        {
            return true;
        }

        harness.Time.Advance(TimeSpan.FromSeconds(1));
        return false;
    });

    private static string Targets(params string[] names) =>
        "targets:\n" + string.Concat(names.Select(name => $"  - name: {name}\n    url: http://{name}:8081/\n"));
}

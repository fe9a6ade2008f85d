using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text.Json;
using FlinkReady.EndToEnd.Tests.Support;

namespace FlinkReady.EndToEnd.Tests.Watch;

public sealed class WatchProcessTests
{
    private static readonly TimeSpan ShutdownLimit = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task The_demo_shows_a_real_cluster_without_Flink_network_or_configuration()
    {
        await using var program = await Flinkready.ListenAsync("demo");

        Assert.Equal("ok\n", await program.GetAsync("/livez"));
        var page = await program.MetricsAsync(page => page.HasSample("flinkready_target_up{target=\"demo\"} 1"));
        Assert.NotEmpty(Samples.Of(page, "flinkready_violation"));
        Assert.NotEmpty(Samples.Of(page, "flinkready_job_info"));
        Assert.Contains(">demo</a>", await program.GetAsync("/"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PosixSignal.SIGTERM, 0)]
    [InlineData(PosixSignal.SIGINT, 130)]
    public async Task A_signal_in_the_middle_of_a_poll_ends_it_cleanly(PosixSignal signal, int exitCode)
    {
        Assert.SkipWhen(signal == PosixSignal.SIGINT && InheritedSignals.IgnoreInterrupt, "SIGINT is ignored in this process and so in its children: it was started in the background");
        await using var server = new SilentServer();
        await using var program = await Flinkready.ListenAsync("watch", server.Url);
        await server.Asked;
        await program.GetAsync("/livez");

        program.Signal(signal);

        Assert.Equal(exitCode, await program.ExitAsync(ShutdownLimit));
    }

    [Fact]
    public async Task A_target_that_hangs_hinders_neither_health_nor_the_others()
    {
        Assert.SkipWhen(SharedMaterial.Root is null, SharedMaterial.MissingReason);
        await using var server = new SilentServer();
        using var folder = new TemporaryFolder();
        var file = folder.Write("flinkready.yaml",
            $"""
            targets:
              - name: hangs
                url: {server.Url}
              - name: recorded
                recording: {SharedMaterial.PathOf("flink-recordings", "1.20.5", "s1-session-plain")}
            """);
        await using var program = await Flinkready.ListenAsync("watch", "--config", file, "--step", "100ms");
        await server.Asked;

        var page = await program.MetricsAsync(page => page.HasSample("flinkready_target_up{target=\"recorded\"} 1"));
        Assert.True(page.HasSample("flinkready_target_up{target=\"hangs\"} 0"));
        Assert.Equal("ok\n", await program.GetAsync("/livez"));
    }

    [Fact]
    public async Task SIGHUP_reads_the_configuration_again_and_a_bad_one_changes_nothing()
    {
        await using var server = new SilentServer();
        using var folder = new TemporaryFolder();
        var file = folder.Write("flinkready.yaml", $"targets: [{{ name: a, url: \"{server.Url}\" }}]\n");
        await using var program = await Flinkready.ListenAsync("watch", "--config", file);

        folder.Write("flinkready.yaml", $"targets: [{{ name: b, url: \"{server.Url}\" }}]\n");
        program.Signal(PosixSignal.SIGHUP);
        var page = await program.MetricsAsync(page => page.HasSample("flinkready_target_up{target=\"b\"} 0"));
        Assert.False(page.HasSample("flinkready_target_up{target=\"a\"} 0"));
        Assert.True(page.HasSample("flinkready_config_last_reload_successful 1"));

        folder.Write("flinkready.yaml", "targets: [{ name: c, urk: x }]\n");
        program.Signal(PosixSignal.SIGHUP);
        page = await program.MetricsAsync(page => page.HasSample("flinkready_config_last_reload_successful 0"));
        Assert.True(page.HasSample("flinkready_target_up{target=\"b\"} 0"));
        Assert.Contains($"{file}:1:", program.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_in_use_is_one_clear_line_and_exit_code_2()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = taken.LocalEndpoint.ToString()!;

        var (exit, output, error) = await Flinkready.RunAsync("demo", "--listen", address, "--log-level", "warning");

        Assert.Equal(2, exit);
        Assert.Empty(output);
        var line = Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(address, line, StringComparison.Ordinal);
        Assert.Contains("--listen", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recording_that_is_not_there_is_one_clear_line_and_exit_code_2()
    {
        var (exit, _, error) = await Flinkready.RunAsync("watch", "--recording", "/nowhere/at-all", "--listen", "127.0.0.1:0");

        Assert.Equal(2, exit);
        Assert.Contains("/nowhere/at-all", Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_can_be_JSON_a_line_an_object()
    {
        await using var server = new SilentServer();
        await using var program = await Flinkready.ListenAsync("watch", server.Url, "--log-format", "json");
        await server.Asked;
        program.Signal(PosixSignal.SIGTERM);
        await program.ExitAsync(ShutdownLimit);

        Assert.All(program.Log.Split('\n', StringSplitOptions.RemoveEmptyEntries), line =>
        {
            using var entry = JsonDocument.Parse(line);
            Assert.NotEqual(0, entry.RootElement.GetProperty("EventId").GetInt32());
        });
    }
}

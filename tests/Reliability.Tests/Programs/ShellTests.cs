using FlinkReady.Fleet.Clusters;
using FlinkReady.Reliability.Tests.Support;

namespace FlinkReady.Reliability.Tests.Programs;

/// <summary>What a shell may do to the program before it starts.</summary>
[Collection(Alone.Name)]
public sealed class ShellTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("$FLINKREADY scan http://127.0.0.1:1 2>&-", 3)]
    [InlineData("$FLINKREADY scan http://127.0.0.1:1 >&-", 2)]
    [InlineData("$FLINKREADY scan http://127.0.0.1:1 <&- >&- 2>&-", 2)]
    [InlineData("$FLINKREADY scan http://127.0.0.1:1 <&-", 3)]
    [InlineData("$FLINKREADY operators - <&-", 0)]
    [InlineData("$FLINKREADY operators - <&- 2>&-", 0)]
    [InlineData("exec 3>&1; $FLINKREADY --version", 0)]
    public async Task A_closed_descriptor_is_neither_read_nor_written_in_the_place_of_another(string script, int exitCode)
    {
        var run = await MonitorProcess.ShellAsync(script, Limit);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.Equal(script.Contains("version", StringComparison.Ordinal), run.Output.Contains("flinkready", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("$FLINKREADY scan --recording demo --output json=x.json")]
    [InlineData("$FLINKREADY record http://127.0.0.1:1 --output x")]
    public async Task A_working_directory_that_was_deleted_is_told_in_one_line(string command)
    {
        using var folder = new Folder();

        var run = await MonitorProcess.ShellAsync($"mkdir {folder.Path}/gone; cd {folder.Path}/gone; rmdir {folder.Path}/gone; {command}", Limit);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("flinkready: the working directory no longer exists: change into one that does", run.Error.Trim());
    }

    // The runtime's own mappings of code are files too, unless it is told to do without.
    [Fact]
    public async Task A_file_that_may_not_grow_leaves_none_half_written()
    {
        using var folder = new Folder();
        await using var server = await Served.StartAsync(new FleetOptions { JobsPerCluster = 100 });

        var run = await MonitorProcess.ShellAsync(
            $"cd {folder.Path}; export DOTNET_EnableWriteXorExecute=0; ulimit -f 100; $FLINKREADY scan {server.UrlOf("cluster-001")} --output json=x.json --fail-on never", Limit);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("x.json", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData("scan http://127.0.0.1:1", 31)]
    [InlineData("watch http://127.0.0.1:1 --listen 127.0.0.1:0", 31)]
    [InlineData("scan http://127.0.0.1:1", 8)]
    [InlineData("operators -", 8)]
    public async Task Too_few_files_to_begin_with_are_told_in_one_line(string command, int files)
    {
        Assert.SkipUnless(files > 8 || MonitorProcess.IsAheadOfTime, "the runtime of a program that is compiled just in time opens more than that by itself");

        var run = await MonitorProcess.ShellAsync($"ulimit -n {files}; $FLINKREADY {command} </dev/null", Limit);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal($"flinkready: no more than {files} files may be open at once, and it takes 32 to begin: raise ulimit -n", run.Error.Trim());
    }

    [Fact]
    public async Task A_line_of_seventy_megabytes_is_one_error_and_the_rest_goes_on()
    {
        using var folder = new Folder();
        var input = Path.Combine(folder.Path, "lines");
        await using (var lines = new StreamWriter(input))
        {
            const string Job = """{"jid":"10ad844e9065868ae36d57c2da9b6193","name":"x","vertices":[],"plan":{"nodes":[]}}""";
            await lines.WriteLineAsync(Job);
            var block = new string('x', 1024 * 1024);
            for (var megabyte = 0; megabyte < 70; megabyte++)
            {
                await lines.WriteAsync(block);
            }

            await lines.WriteLineAsync();
            await lines.WriteLineAsync(Job);
        }

        var run = await MonitorProcess.ShellAsync($"$FLINKREADY operators - <{input}", Limit);

        Assert.Equal(0, run.ExitCode);
        var answers = run.Output.TrimEnd('\n').Split('\n');
        Assert.Equal(3, answers.Length);
        Assert.Contains("\"line\":2", answers[1], StringComparison.Ordinal);
        Assert.Contains("longer than 64 MiB", answers[1], StringComparison.Ordinal);
        Assert.Contains("10ad844e9065868ae36d57c2da9b6193", answers[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_of_a_stranger_moves_no_cursor_in_the_log()
    {
        await using var hostile = new RawServer("HTTP/1.1 500 X\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{\"errors\":[\"gone \\u001b[2J\\u202e\\u0007 away\"]}");
        await using var monitor = await MonitorProcess.WatchAsync(hostile.Url);
        await monitor.UntilAsync("/readyz", text => text.StartsWith("ok", StringComparison.Ordinal));
        await monitor.TerminateAsync(TimeSpan.FromSeconds(10));

        Assert.Contains("gone", monitor.Log, StringComparison.Ordinal);
        Assert.DoesNotContain(monitor.Log, unit => unit is '\u001b' or '\u202e' or '\u0007');
    }
}

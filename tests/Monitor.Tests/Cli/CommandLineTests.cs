using FlinkReady.Monitor.Hosting;
using FlinkReady.Monitor.Terminal;

namespace FlinkReady.Monitor.Tests.Cli;

/// <summary>What a user sees who gets a command line wrong: one clear line each, exit code 2, nothing on standard output.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("scna", "unknown command \"scna\"; did you mean \"scan\"?")]
    [InlineData("scan --fial-on critical", "unknown option \"--fial-on\"; did you mean \"--fail-on\"?")]
    [InlineData("scan --fail-on=never --fromat json", "unknown option \"--fromat\"; did you mean \"--format\"?")]
    [InlineData("scan http//localhost:8081", "the target is not a URL that starts with http:// or https://")]
    [InlineData("scan httpd:8081", "the target is not a URL: \"httpd:8081\"; did you mean \"http://httpd:8081\"?")]
    [InlineData("scan localhost:8081", "the target is not a URL: \"localhost:8081\"; did you mean \"http://localhost:8081\"?")]
    [InlineData("scan http://user:secret@", "the target is not a URL that starts with http:// or https://")]
    [InlineData("scan ftp://somewhere", "the target is not a URL that starts with http:// or https://")]
    [InlineData("scan --format xml", "--format takes console, json, sarif, junit, markdown, html, not \"xml\"")]
    [InlineData("scan --fail-on error", "--fail-on takes critical, warning, info, never, not \"error\"")]
    [InlineData("scan --timeout 30", "--timeout must be a whole number with a unit: 500ms, 30s, 5m, 1h or 1d, not \"30\"")]
    [InlineData("scan --timeout 2d", "--timeout must be from 100ms to 1h")]
    [InlineData("scan --min-score 101", "--min-score must be a number from 0 to 100, not \"101\"")]
    [InlineData("scan --rule ha-enable", "there is no rule \"ha-enable\"; did you mean \"ha-enabled\"?")]
    [InlineData("scan --skip-rule nothing-like-it", "there is no rule \"nothing-like-it\"")]
    [InlineData("scan --rule ha-enabled --skip-rule ha-enabled", "--rule and --skip-rule leave no rule to evaluate")]
    [InlineData("scan --output jsn=x", "--output knows no format \"jsn\"; did you mean \"json\"?")]
    [InlineData("scan --header X", "--header must be written \"name: value\"")]
    [InlineData("scan --bearer-token-file a --basic-auth-file b", "use one of --bearer-token-file and --basic-auth-file, not both")]
    [InlineData("scan --client-key k http://a", "--client-key needs --client-certificate")]
    [InlineData("scan --name a/b http://a", "--name must be 1 to 63 letters, digits, _, . or -")]
    [InlineData("scan --name a http://a http://b", "--name is for one target; with several use a configuration file")]
    [InlineData("scan --recording demo --insecure", "--insecure is for a URL on the command line; a recording needs none")]
    [InlineData("scan --recording no-such-thing", "no-such-thing: there is no such recording")]
    [InlineData("scan --recording demo --snapshot 12-runing-at-last", "the recording demo has no snapshot \"12-runing-at-last\"; did you mean \"12-running-at-last\"?")]
    [InlineData("scan --recording demo --job nouidd", "--job nouidd matches none of 11 jobs; did you mean \"nouid\"?")]
    [InlineData("scan --owner me", "--owner and --expires are for --write-waivers")]
    [InlineData("scan --write-waivers w.yaml --owner me", "--write-waivers needs --owner and --expires")]
    [InlineData("scan --recording demo --write-waivers w.yaml --expires 2027-03-31 --owner a\tb", "--owner must not hold a control character")]
    [InlineData("scan --config no-such-file.yaml", "no-such-file.yaml: does not exist")]
    [InlineData("scan --baseline no-such-file.json --recording demo", "the baseline no-such-file.json does not exist")]
    [InlineData("rules ha-enable", "there is no rule \"ha-enable\"; did you mean \"ha-enabled\"?")]
    [InlineData("record http://a", "Option '--output' is required.")]
    [InlineData("watch --listen 9817", "--listen must be an address and a port, such as 0.0.0.0:9817 or [::1]:9817, not \"9817\"")]
    [InlineData("config chek x", "unknown command \"chek\"; did you mean \"check\"?")]
    [InlineData("scan --snapshot 1 http://127.0.0.1:1", "--snapshot is for recordings, and no target is one")]
    [InlineData("watch --step 1s http://127.0.0.1:1", "--step is for recordings, and no target is one")]
    [InlineData("operators - --recording demo", "--recording is for a cluster or a recording; \"-\" reads standard input")]
    [InlineData("operators - --config no-such-file.yaml", "--config is for a cluster or a recording; \"-\" reads standard input")]
    [InlineData("operators - --insecure", "--insecure is for a cluster or a recording; \"-\" reads standard input")]
    [InlineData("operators - --format console", "standard input is answered as JSON Lines: --format can only be json")]
    [InlineData("operators - --prometheus http://a", "--prometheus is about jobs of a cluster; a recording has what was kept of Prometheus, and standard input nothing")]
    [InlineData("operators --recording demo --prometheus http://a", "--prometheus is about jobs of a cluster; a recording has what was kept of Prometheus, and standard input nothing")]
    [InlineData("operators http://127.0.0.1:1 --prometheus ftp://a", "--prometheus is not a URL that starts with http:// or https://")]
    [InlineData("operators --metadata no-such-file", "--metadata no-such-file: there is no such file")]
    [InlineData("scan --recording demo --output -", "--output takes a file; the form of standard output is set with --format")]
    [InlineData("scan --recording demo --output json=-", "--output takes a file; the form of standard output is set with --format")]
    [InlineData("config", "say what to do: check; --help tells more")]
    [InlineData("help scna", "there is no command \"scna\"; did you mean \"scan\"?")]
    [InlineData("scan --include passed", "--include takes pass, notApplicable, unknown, joined by commas, not \"passed\"; did you mean \"pass\"?")]
    [InlineData("scan --group rules", "--group takes rule, job, not \"rules\"; did you mean \"rule\"?")]
    [InlineData("scan --color on", "--color takes auto, always, never, not \"on\"")]
    [InlineData("scan --waivers no-such-file.yaml", "no-such-file.yaml: does not exist")]
    public async Task A_mistake_is_one_line_and_exit_code_2(string commandLine, string message)
    {
        var run = await CliRun.Of(commandLine.Split(' '));

        Assert.Equal($"flinkready: {message}\n", run.Error);
        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Empty(run.Out);
    }

    [Fact]
    public async Task Two_mistakes_are_two_lines()
    {
        var run = await CliRun.Of("scan", "--min-score", "x", "--timeout", "x");

        Assert.Equal(2, run.Error.Count(character => character == '\n'));
        Assert.Equal(ExitCodes.Usage, run.ExitCode);
    }

    [Fact]
    public async Task Nothing_at_all_shows_a_short_page_with_three_examples()
    {
        var run = await CliRun.Of();

        Assert.Equal((ExitCodes.Success, string.Empty), (run.ExitCode, run.Error));
        Assert.Equal(["flinkready demo", "flinkready scan http://localhost:8081", "flinkready watch --config flinkready.yaml"], run.Out.Split('\n').Where(line => line.StartsWith("  flinkready ", StringComparison.Ordinal)).Select(line => line.Trim()));
        Assert.True(run.Out.Count(character => character == '\n') <= 20, run.Out);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("scan --help")]
    public async Task Help_goes_to_standard_output_and_fits_a_terminal(string commandLine)
    {
        var run = await CliRun.Of(commandLine.Split(' '));

        Assert.Equal(ExitCodes.Success, run.ExitCode);
        Assert.Empty(run.Error);
        Assert.All(run.Out.Split('\n'), line => Assert.True(line.Length <= 80, line));
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("rules --help")]
    public async Task Help_does_not_list_all_rules_as_the_name_of_an_argument(string commandLine) =>
        Assert.DoesNotContain("|", (await CliRun.Of(commandLine.Split(' '))).Out.Split("Options:")[commandLine == "--help" ? 1 : 0].Split("Commands:").Last(), StringComparison.Ordinal);

    [Fact]
    public async Task The_version_is_one_line()
    {
        var run = await CliRun.Of("--version");

        Assert.Matches(@"^flinkready \d+\.\d+\.\d+\n$", run.Out);
    }

    [Fact]
    public async Task Completions_name_options_and_values()
    {
        Assert.Contains("--fail-on", (await CliRun.Of("[suggest:12]", "scan --fail-")).Out, StringComparison.Ordinal);
        Assert.Contains("critical", (await CliRun.Of("[suggest:15]", "scan --fail-on ")).Out, StringComparison.Ordinal);
        Assert.Contains("ha-enabled", (await CliRun.Of("[suggest:6]", "rules ")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Control_characters_of_a_mistake_do_not_reach_the_terminal()
    {
        var run = await CliRun.Of("scan", "\u001b[31mred");

        Assert.DoesNotContain('\u001b', run.Error);
        Assert.Equal(1, run.Error.Count(character => character == '\n'));
    }

    [Fact]
    public async Task A_defect_is_exit_code_70_and_shows_its_stack_only_where_asked_for()
    {
        static Task<int> Fail(WatchRequest request, CancellationToken cancellationToken) => throw new InvalidOperationException("boom");

        var quiet = await CliRun.Of(["demo"], watch: Fail);
        var verbose = await CliRun.Of(["demo", "--verbose"], watch: Fail);

        Assert.Equal(ExitCodes.Crash, quiet.ExitCode);
        Assert.Equal(1, quiet.Error.Count(character => character == '\n'));
        Assert.Contains(" at FlinkReady.", verbose.Error, StringComparison.Ordinal);
    }

    // The contract: 2 for "an output that can't be written", standard output among them. The errors are those of Linux for /dev/full, "| head" and ">&-".
    [Theory]
    [InlineData("scan --recording demo", 28, "can't be written: no space left on the device")]
    [InlineData("scan --recording demo --format json", 32, "was closed before everything was written")]
    [InlineData("operators --recording demo", 28, "can't be written: no space left on the device")]
    [InlineData("rules", 28, "can't be written: no space left on the device")]
    [InlineData("--help", 28, "can't be written: no space left on the device")]
    [InlineData("--version", 0, "can't be written: it is closed")]
    public async Task A_standard_output_that_cannot_be_written_is_exit_code_2(string commandLine, int errno, string message)
    {
        await using var broken = new BrokenStream(errno == 0 ? new UnauthorizedAccessException() : new IOException("no matter", errno));

        var run = await CliRun.Of(commandLine.Split(' '), standardOutput: broken);

        Assert.Equal($"flinkready: standard output {message}\n", run.Error);
        Assert.Equal(ExitCodes.Usage, run.ExitCode);
    }

    [Fact]
    public async Task An_address_that_is_not_this_machines_is_a_mistake_not_a_defect()
    {
        // 192.0.2.0/24 is set aside for documentation (RFC 5737): no machine has it.
        var run = await CliRun.Of("demo", "--listen", "192.0.2.1:9817");

        Assert.StartsWith("flinkready: can't listen on 192.0.2.1:9817: ", run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(character => character == '\n'));
        Assert.Equal(ExitCodes.Usage, run.ExitCode);
    }

    [Fact]
    public async Task Watch_is_handed_what_was_asked_for()
    {
        WatchRequest? request = null;
        Task<int> Keep(WatchRequest asked, CancellationToken cancellationToken)
        {
            request = asked;
            return Task.FromResult(0);
        }

        await CliRun.Of(["watch", "http://a:1/x", "https://b", "--recording", "demo", "--listen", "127.0.0.1:0", "--step", "2s", "--log-format", "json", "--bearer-token-file", "token"], watch: Keep);

        Assert.NotNull(request);
        Assert.Equal(["a-1-x", "b-443", "demo"], request.Configuration.Targets.Select(target => target.Name));
        Assert.All(request.Configuration.Targets.Where(target => target.Recording is null), target => Assert.Equal("token", target.Connection.Auth.BearerTokenFile));
        Assert.Equal("127.0.0.1:0", request.Configuration.Listen);
        Assert.Equal(TimeSpan.FromSeconds(2), request.Step);
        Assert.True(request.Logging.IsJson);
    }

    [Fact]
    public async Task The_same_target_is_the_same_however_it_was_given()
    {
        using var folder = new TemporaryFolder();
        WatchRequest? request = null;
        Task<int> Keep(WatchRequest asked, CancellationToken cancellationToken)
        {
            request = asked;
            return Task.FromResult(0);
        }

        string[] options =
        [
            "--name", "t", "--header", "X-User: me", "--proxy", "http://p:1", "--bearer-token-file", folder.File("token"), "--ca-file", folder.File("ca"),
            "--client-certificate", folder.File("certificate"), "--client-key", folder.File("key"), "--insecure",
        ];
        await CliRun.Of(["watch", "http://a:1/", .. options], watch: Keep);
        var byOptions = Assert.Single(request!.Configuration.Targets);
        var file = folder.Write(
            "c.yaml",
            """
            targets:
              - { name: t, url: "http://a:1", headers: { x-user: me }, proxy: "http://p:1/", auth: { bearerTokenFile: token }, tls: { caFile: ca, certificateFile: certificate, keyFile: key, insecureSkipVerify: true } }
            """);
        await CliRun.Of(["watch", "-c", file], watch: Keep);
        var byFile = Assert.Single(request.Configuration.Targets);
        var variables = new Dictionary<string, string>
        {
            ["FLINKREADY__TARGETS__0__NAME"] = "t",
            ["FLINKREADY__TARGETS__0__URL"] = "http://a:1",
            ["FLINKREADY__TARGETS__0__HEADERS__X_USER"] = "me",
            ["FLINKREADY__TARGETS__0__PROXY"] = "http://p:1",
            ["FLINKREADY__TARGETS__0__AUTH__BEARERTOKENFILE"] = folder.File("token"),
            ["FLINKREADY__TARGETS__0__TLS__CAFILE"] = folder.File("ca"),
            ["FLINKREADY__TARGETS__0__TLS__CERTIFICATEFILE"] = folder.File("certificate"),
            ["FLINKREADY__TARGETS__0__TLS__KEYFILE"] = folder.File("key"),
            ["FLINKREADY__TARGETS__0__TLS__INSECURESKIPVERIFY"] = "true",
        };
        await CliRun.Of(["watch"], environment: variables, watch: Keep);
        var byVariables = Assert.Single(request.Configuration.Targets);

        Assert.Equal(byOptions, byFile);
        Assert.Equal(byFile, byVariables);
    }

    [Fact]
    public async Task Without_anything_watch_looks_at_the_jobmanager_beside_it()
    {
        WatchRequest? request = null;
        await CliRun.Of(["watch"], watch: (asked, _) => Task.FromResult((request = asked) is null ? 1 : 0));

        var target = Assert.Single(request!.Configuration.Targets);
        Assert.Equal("localhost-8081", target.Name);
        Assert.Equal("http://localhost:8081/", Assert.Single(target.Connection.Urls).AbsoluteUri);
    }

    [Fact]
    public async Task A_demo_listens_on_this_machine_only_and_needs_nothing()
    {
        WatchRequest? request = null;
        await CliRun.Of(["demo"], environment: new Dictionary<string, string> { ["FLINKREADY__LISTEN"] = "0.0.0.0:1" }, watch: (asked, _) => Task.FromResult((request = asked) is null ? 1 : 0));

        Assert.Equal("127.0.0.1:9817", request!.Configuration.Listen);
        Assert.Equal("demo", Assert.Single(request.Configuration.Targets).Recording);
    }
}

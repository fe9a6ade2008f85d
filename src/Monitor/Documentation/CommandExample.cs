namespace FlinkReady.Monitor.Documentation;

/// <summary>How a command is used and how it ends: for its help and for the page of the command line.</summary>
/// <param name="Command">The command's words, without the program's name.</param>
/// <param name="Line">A command line that works as it stands, but for names of hosts and files.</param>
/// <param name="Says">What it does.</param>
/// <param name="ExitCodes">How the command may end.</param>
internal sealed record CommandExample(string Command, string Line, string Says, IReadOnlyList<(string Code, string Meaning)> ExitCodes)
{
    private static readonly (string, string) Done = ("0", "done");
    private static readonly (string, string) Usage = ("2", "a usage or configuration error, or an output that can't be written");
    private static readonly (string, string) NotAssessed = ("3", "a cluster could not be looked at");
    private static readonly (string, string) Interrupted = ("130, 143", "interrupted (SIGINT, SIGTERM)");
    private static readonly (string, string) Ended = ("0", "ended by SIGTERM");
    private static readonly (string, string) AtTheTerminal = ("130", "interrupted (SIGINT)");

    /// <summary>One for each command.</summary>
    public static IReadOnlyList<CommandExample> All { get; } =
    [
        new("watch", "flinkready watch --config flinkready.yaml", "Polls the targets of a file and serves http://localhost:9817/.", [Ended, Usage, AtTheTerminal]),
        new(
            "scan",
            "flinkready scan http://flink-rest:8081 --fail-on critical --output report.html",
            "Writes a page on one cluster and fails a pipeline on critical violations only.",
            [("0", "nothing at or above --fail-on"), ("1", "violations"), Usage, ("3", "a target could not be assessed"), ("4", "the score is below --min-score"), Interrupted]),
        new("operators", "flinkready operators http://flink-rest:8081 --job \"orders-*\"", "Lists the operators of some jobs, and which have no uid.", [Done, Usage, NotAssessed, Interrupted]),
        new(
            "compare",
            "flinkready compare --old http://flink-rest:8081 --new plan.json --job orders",
            "Says what of the running job's state the program behind a plan would keep.",
            [("0", "no state is lost"), ("1", "state is lost, or at risk with --fail-on risk"), Usage, ("3", "a cluster could not be looked at, or with --require-complete something is undecided"), Interrupted]),
        new("targets", "flinkready targets --config flinkready.yaml", "Lists what file and Kubernetes give to look at, and why something is left out.", [Done, Usage, ("3", "a source of targets could not be read"), Interrupted]),
        new("record", "flinkready record http://flink-rest:8081 --output cluster.zip", "Saves what a scan reads, for flinkready scan --recording cluster.zip.", [Done, Usage, NotAssessed, Interrupted]),
        new("rules", "flinkready rules checkpoint-storage", "Shows a rule in full: what it checks, why, how to fix it, its settings.", [Done, Usage]),
        new("config check", "flinkready config check flinkready.yaml", "Prints every mistake of a file with its line.", [("0", "the file is sound"), ("2", "it has mistakes")]),
        new("demo", "flinkready demo", "Serves http://127.0.0.1:9817/ on a recorded cluster.", [Ended, Usage, AtTheTerminal]),
        new("help", "flinkready help scan", "Shows the options of a command.", [Done, Usage]),
        new("version", "flinkready version", "Prints the version.", [Done]),
    ];

    /// <summary>The one of a command, null where it has none.</summary>
    public static CommandExample? Find(string command) => All.FirstOrDefault(example => example.Command == command);
}

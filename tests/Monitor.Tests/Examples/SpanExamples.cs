namespace FlinkReady.Monitor.Tests.Examples;

/// <summary>Commands and options of the program within sentences.</summary>
internal static class SpanExamples
{
    /// <summary>True for what is a command line of the program, or, where the README tells of <c>scan</c>, its options.</summary>
    public static bool IsCommand(Example span) =>
        span.Text.StartsWith("flinkready ", StringComparison.Ordinal) || (span.Page == "README.md" && span.Text.StartsWith("--", StringComparison.Ordinal));

    /// <summary>Fails the test where the program would not take it.</summary>
    public static void Check(Example span)
    {
        // What stands in brackets may be left out.
        var text = span.Text.Replace("[URL…]", string.Empty, StringComparison.Ordinal).Replace("[URL]", string.Empty, StringComparison.Ordinal).Replace("[ID]", string.Empty, StringComparison.Ordinal);
        var command = Assert.Single(ShellLine.Commands(text));
        ProgramCommand.AssertParses(command[0] == "flinkready" ? [.. command.Skip(1)] : ["scan", .. command]);
    }
}

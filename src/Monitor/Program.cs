using FlinkReady.Monitor.Cli;
using FlinkReady.Monitor.Diagnostics;
using FlinkReady.Monitor.Terminal;

if (DescriptorLimit.WhyTooLow() is { } tooLow)
{
    StandardDescriptors.Tell($"flinkready: {tooLow}");
    return ExitCodes.Usage;
}

NativeHeap.Bound();
try
{
    using var interruption = Interruption.OfProcess();
    return await CommandLineApp.RunAsync(args, ProgramEnvironment.OfProcess(), interruption);
}
catch (IOException exception)
{
    // The streams themselves can't be opened: there is no other way left to say so.
    StandardDescriptors.Tell($"flinkready: {PlainText.Line(exception.Message)}: the program can't open what it needs; see ulimit -n");
    return ExitCodes.Usage;
}

using FlinkReady.Monitor.Cli;
using FlinkReady.Monitor.Terminal;

using var interruption = Interruption.OfProcess();
return await CommandLineApp.RunAsync(args, ProgramEnvironment.OfProcess(), interruption);

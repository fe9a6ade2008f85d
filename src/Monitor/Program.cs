using FlinkReady.Monitor.Cli;

using var interruption = Interruption.OfProcess();
return await CommandLineApp.RunAsync(args, Surroundings.OfProcess(), interruption);

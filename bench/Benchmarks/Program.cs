using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using FlinkReady.Benchmarks;

if (args is ["waivers"])
{
    await WaiverCost.PrintAsync(Console.Out);
    return;
}

// In process, since the generated project of an own process knows neither the artifacts folder nor the central package versions. One short job: the figures
// differ by tens of percent from one machine to the next anyway. What is asked for on the command line changes this job instead of adding another one.
var job = Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance).AsDefault();
BenchmarkSwitcher.FromAssembly(typeof(WaiverCost).Assembly).Run(args, DefaultConfig.Instance.AddJob(job));

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

// In process, since the generated project of an own process knows neither the artifacts folder nor the central package versions. Twelve iterations: with the
// three of a short run, one collection at the wrong time makes the error larger than the mean. What is asked for on the command line changes this job instead
// of adding another one.
var job = Job.ShortRun.WithWarmupCount(8).WithIterationCount(12).WithToolchain(InProcessEmitToolchain.Instance).AsDefault();
BenchmarkSwitcher.FromAssembly(typeof(WaiverCost).Assembly).Run(args, DefaultConfig.Instance.AddJob(job));

using BenchmarkDotNet.Running;
using FlinkReady.Benchmarks;

if (args is ["waivers"])
{
    await WaiverCost.PrintAsync(Console.Out);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(WaiverCost).Assembly).Run(args);

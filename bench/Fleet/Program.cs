using FlinkReady.Fleet.Clusters;
using FlinkReady.Fleet.Serving;

// flink-fleet [--clusters N] [--jobs N] [--seed N] [--port N] [--latency MS] [--churn] [--frozen] [--fault CLUSTER=FAULT]…
var fleet = new FleetOptions();
var serving = new FleetServerOptions { Port = 9300 };
var faults = new List<(string Cluster, Fault Fault)>();
for (var i = 0; i < args.Length; i++)
{
    string Value() => ++i < args.Length ? args[i] : throw new FormatException($"{args[i - 1]} needs a value.");
    int Number() => int.Parse(Value(), System.Globalization.CultureInfo.InvariantCulture);
    switch (args[i])
    {
        case "--clusters": fleet = fleet with { Clusters = Number() }; break;
        case "--jobs": fleet = fleet with { JobsPerCluster = Number() }; break;
        case "--seed": fleet = fleet with { Seed = Number() }; break;
        case "--port": serving = serving with { Port = Number() }; break;
        case "--latency": serving = serving with { Latency = TimeSpan.FromMilliseconds(double.Parse(Value(), System.Globalization.CultureInfo.InvariantCulture)) }; break;
        case "--churn": fleet = fleet.WithChurn(); break;
        case "--frozen": serving = serving with { Frozen = true }; break;
        case "--fault":
            var pair = Value().Split('=', 2);
            faults.Add((pair[0], Fault.Parse(pair[1])));
            break;
        default: throw new FormatException($"{args[i]} is no option of flink-fleet.");
    }
}

ThreadPool.SetMinThreads(64, 64);
await using var server = await FleetServer.StartAsync(fleet, serving);
foreach (var (cluster, fault) in faults)
{
    server.Inject(cluster, fault);
}

Console.WriteLine($"serving {fleet.Clusters} clusters of {fleet.JobsPerCluster} jobs at {server.UrlOf("cluster-001")} and so on");
var stop = new TaskCompletionSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.TrySetResult();
};
using var terminated = System.Runtime.InteropServices.PosixSignalRegistration.Create(
    System.Runtime.InteropServices.PosixSignal.SIGTERM, signal =>
    {
        signal.Cancel = true;
        stop.TrySetResult();
    });
await stop.Task;

using FlinkReady.Fuzz;

// flinkready-fuzz MINUTES [SEED] [SURFACE…] : each surface for so long; exit code 1 and a file for each finding.
// Minutes of the processor's time: a run that is paused or stands back behind others still reads as much.
var minutes = args.Length > 0 ? double.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 1;
var seed = args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : Environment.TickCount;
var wanted = args.Skip(2).ToHashSet(StringComparer.Ordinal);
var findings = 0;
foreach (var surface in AllSurfaces.Make().Where(surface => wanted.Count == 0 || wanted.Contains(surface.Name)))
{
    var fuzzer = new Fuzzer(surface, seed);
    var before = Environment.CpuUsage.TotalTime;
    var finding = await fuzzer.RunAsync(() => (Environment.CpuUsage.TotalTime - before).TotalMinutes < minutes);
    Console.WriteLine($"{surface.Name,-32} {fuzzer.Count,10:n0} inputs, seed {seed}: {(finding is null ? "nothing" : "FOUND")}");
    if (finding is not null)
    {
        findings++;
        var file = Path.Combine(Path.GetTempPath(), $"flinkready-fuzz-{surface.Name}-{seed}");
        await File.WriteAllBytesAsync(file, finding.Input);
        Console.WriteLine($"  {file}\n  {finding.Problem}");
    }
}

return findings == 0 ? 0 : 1;

using System.Globalization;

namespace FlinkReady.Monitor.Configuration;

/// <summary>Hands out names for targets that nobody named, each once.</summary>
internal sealed class TargetNames(IEnumerable<string> taken)
{
    private readonly HashSet<string> _taken = new(taken, StringComparer.Ordinal);

    /// <summary>The wanted name where it is free, else the first free of <c>wanted-2</c>, <c>wanted-3</c>, ….</summary>
    public string Next(string wanted)
    {
        var name = wanted;
        for (var number = 2; !_taken.Add(name); number++)
        {
            var suffix = string.Create(CultureInfo.InvariantCulture, $"-{number}");
            name = wanted[..Math.Min(wanted.Length, 63 - suffix.Length)] + suffix;
        }

        return name;
    }
}

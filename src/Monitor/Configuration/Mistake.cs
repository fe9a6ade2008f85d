using System.Globalization;

namespace FlinkReady.Monitor.Configuration;

/// <summary>Where a value was written: a place in a file, or an environment variable.</summary>
/// <param name="Source">The file's path as given, or the variable's name.</param>
/// <param name="Line">From 1; 0 for a variable.</param>
/// <param name="Column">From 1; 0 for a variable.</param>
internal readonly record struct Place(string Source, int Line = 0, int Column = 0)
{
    /// <inheritdoc/>
    public override string ToString() => Line == 0 ? Source : string.Create(CultureInfo.InvariantCulture, $"{Source}:{Line}:{Column}");
}

/// <summary>Something in a configuration that does not hold.</summary>
/// <param name="Place">Where.</param>
/// <param name="Message">What is wrong and what to write instead, on one line.</param>
internal sealed record Mistake(Place Place, string Message)
{
    /// <summary>One line for people: <c>flinkready.yaml:3:5: …</c>.</summary>
    public override string ToString() => $"{Place}: {Message}";
}

/// <summary>What came of reading a configuration: a sound one, or every mistake in it.</summary>
/// <param name="Configuration">Null exactly where there are mistakes.</param>
/// <param name="Mistakes">In the order of the file, those of the environment last.</param>
internal sealed record ConfigurationResult(MonitorConfiguration? Configuration, IReadOnlyList<Mistake> Mistakes);

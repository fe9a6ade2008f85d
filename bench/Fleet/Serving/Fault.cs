namespace FlinkReady.Fleet.Serving;

/// <summary>What may be wrong with a cluster, or with what stands in front of it.</summary>
public enum FaultKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Accepts the request and never answers.</summary>
    Hang,

    /// <summary>Sends the head at once and then one byte a second.</summary>
    Drip,

    /// <summary>Answers 200 with bytes that are no JSON.</summary>
    Garbage,

    /// <summary>Resets the connection in the middle of the body.</summary>
    Reset,

    /// <summary>Resets the connection before the head.</summary>
    Drop,

    /// <summary>Ends the body half way, with a length that fits.</summary>
    Truncate,

    /// <summary>200 with no body.</summary>
    Empty,

    /// <summary>200 with a proxy's HTML page.</summary>
    Html,

    /// <summary>204.</summary>
    NoContent,

    /// <summary>Answers with <see cref="Fault.Status"/> and a proxy's HTML page.</summary>
    Status,

    /// <summary>Answers with <see cref="Fault.Status"/> and Flink's <c>{"errors":[…]}</c>.</summary>
    FlinkError,

    /// <summary>Sends the right answer after <see cref="Fault.Delay"/>.</summary>
    Late,
}

/// <summary>A fault of one cluster.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Status">Of <see cref="FaultKind.Status"/> and <see cref="FaultKind.FlinkError"/>.</param>
/// <param name="Delay">Of <see cref="FaultKind.Late"/>.</param>
/// <param name="RetryAfter">The header of that name, in seconds.</param>
/// <param name="Applies">Which paths; null for all.</param>
/// <param name="Message">Of <see cref="FaultKind.FlinkError"/>, in place of Flink's own.</param>
public sealed record Fault(
    FaultKind Kind, int Status = 0, TimeSpan Delay = default, int? RetryAfter = null, Func<string, bool>? Applies = null, string? Message = null)
{
    /// <summary>No fault.</summary>
    public static Fault None { get; } = new(FaultKind.None);

    /// <summary>True where a path meets the fault.</summary>
    public bool Hits(string path) => Kind != FaultKind.None && (Applies is null || Applies(path));

    /// <summary>Reads <c>hang</c>, <c>status:503</c>, <c>late:2s</c> and so on.</summary>
    /// <exception cref="FormatException">The text names no fault.</exception>
    public static Fault Parse(string text)
    {
        var parts = text.Split(':', 2);
        if (!Enum.TryParse<FaultKind>(parts[0], ignoreCase: true, out var kind))
        {
            throw new FormatException($"{text} is no fault: one of {string.Join(", ", Enum.GetNames<FaultKind>())}.");
        }

        return kind switch
        {
            FaultKind.Status or FaultKind.FlinkError => new Fault(kind, Status: int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture)),
            FaultKind.Late => new Fault(kind, Delay: TimeSpan.FromSeconds(double.Parse(parts[1].TrimEnd('s'), System.Globalization.CultureInfo.InvariantCulture))),
            _ => new Fault(kind),
        };
    }
}

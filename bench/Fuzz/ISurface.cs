namespace FlinkReady.Fuzz;

/// <summary>A reader of what others wrote.</summary>
public interface ISurface
{
    /// <summary>The name that <c>bench/fuzz.sh</c> takes.</summary>
    string Name { get; }

    /// <summary>What mutation begins with.</summary>
    IReadOnlyList<byte[]> Corpus { get; }

    /// <summary>Reads an input. Whatever it throws is a defect.</summary>
    Task ReadAsync(byte[] input);
}

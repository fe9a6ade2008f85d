namespace FlinkReady.Monitor.Metrics;

/// <summary>Writes series of a part of the program that belong to no poll of a target.</summary>
internal interface IProgramSeries
{
    /// <summary>Writes them, as of now.</summary>
    void Write(SeriesWriter writer);
}

namespace FlinkReady.Monitor.Comparing;

/// <summary>Writes a comparison in one format. Decides nothing.</summary>
internal interface ICompareWriter
{
    /// <summary>Writes the whole report, in UTF-8.</summary>
    void Write(CompareReport report, Stream output);
}

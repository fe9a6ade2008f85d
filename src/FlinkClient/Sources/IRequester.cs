using FlinkReady.FlinkClient.Endpoints;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.FlinkClient.Sources;

/// <summary>Asks the JobManager on behalf of a source, and notes the exchange. What happens on the wire never throws: it is in the reading.</summary>
internal interface IRequester
{
    /// <summary>Asks.</summary>
    /// <param name="endpoint">What is asked.</param>
    /// <param name="path">The path with its query, without the target's prefix.</param>
    /// <param name="earlier">The reading that stands where a recording has no answer.</param>
    /// <param name="findFault">What is wrong with a payload that was not what this path asked for, or null.</param>
    Task<Reading<T>> AskAsync<T>(Endpoint<T> endpoint, string path, Reading<T>? earlier, Func<T, string?>? findFault = null)
        where T : class;
}

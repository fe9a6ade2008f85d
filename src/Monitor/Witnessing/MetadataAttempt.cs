using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Witnesses.Contents;
using FlinkReady.Witnesses.Stores;

namespace FlinkReady.Monitor.Witnessing;

/// <summary>Reads one file of metadata, and notes what came of it.</summary>
internal sealed class MetadataAttempt(MetadataStores stores, TimeProvider time)
{
    /// <summary>Where a path leads nowhere this often in a row, that is no matter of the moment: the file was deleted, or the store's mapping is wrong.</summary>
    public const int GoneInARow = 3;

    /// <summary>Reads it, unless its server did not answer in this poll before.</summary>
    /// <param name="job">The job that is asked about.</param>
    /// <param name="path">The checkpoint's directory, as REST shows it; null where it shows none.</param>
    /// <param name="poll">What the questions of the poll share.</param>
    /// <param name="cancellationToken">Ends the attempt, which counts as failed then.</param>
    /// <returns>The metadata, null where it was not read; and the attempt.</returns>
    public async Task<(CheckpointMetadata? Found, WitnessRead Read)> ReadAsync(JobSnapshot job, string? path, PollInquiry poll, CancellationToken cancellationToken)
    {
        var (startedAt, began) = (time.GetUtcNow(), time.GetTimestamp());
        var address = WitnessFailures.AddressOf(path);
        if (poll.WhySilent(address.Server) is { } why)
        {
            return (null, Note("notAsked", why));
        }

        try
        {
            var read = await stores.ReadAsync(path, cancellationToken);
            return (read.Metadata, Note("read", null, read.BytesRead));
        }
        catch (UnreadException e)
        {
            if (e.Reason == UnreadReason.Failed)
            {
                poll.Silence(address.Server, e.Message);
            }

            return (null, Note(WitnessFailures.ResultOf(e.Reason), e.Message) with { FileBytes = e.FileBytes });
        }
        catch (OperationCanceledException)
        {
            return (null, Note(WitnessFailures.ResultOf(UnreadReason.Failed), "the file could not be read in time"));
        }

        WitnessRead Note(string result, string? message, long bytes = 0) =>
            new(Witness.Checkpoint, job.Id, address.Shown, result, message, startedAt, time.GetElapsedTime(began), bytes);
    }

    /// <summary>An attempt that read a file which could not be kept.</summary>
    /// <param name="read">The attempt.</param>
    /// <param name="failure">Why it could not.</param>
    public static WitnessRead WithoutRoom(WitnessRead read, Failure failure) =>
        read with { Result = WitnessFailures.ResultOf(UnreadReason.TooLarge), Message = failure.Message };
}

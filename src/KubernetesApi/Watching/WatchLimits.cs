using System.Text.Json;
using FlinkReady.KubernetesApi.Failures;
using FlinkReady.KubernetesApi.Reading;

namespace FlinkReady.KubernetesApi.Watching;

/// <summary>The times of a watch.</summary>
internal static class WatchLimits
{
    /// <summary>How many requests may fail in a row before everything is listed again.</summary>
    public const int FailuresBeforeList = 3;

    private const int ShortestWatch = 270;
    private const int LongestWatch = 330;

    /// <summary>Without a line for so long, bookmarks included, over all streams, everything is listed again.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(10);

    /// <summary>Everything is listed again after this in any case.</summary>
    public static readonly TimeSpan LongestWithoutList = TimeSpan.FromMinutes(30);

    /// <summary>The longest wait before the list after a 410.</summary>
    public static readonly TimeSpan LongestAfterGone = TimeSpan.FromSeconds(5);

    /// <summary>How often a kind that the server does not know is looked for.</summary>
    public static readonly TimeSpan BetweenLooksForKind = TimeSpan.FromMinutes(10);

    /// <summary>How often rights that are missing are tried.</summary>
    public static readonly TimeSpan BetweenLooksForRights = TimeSpan.FromMinutes(5);

    /// <summary>A watch without a line that the server ends sooner is trouble.</summary>
    public static readonly TimeSpan Endurance = TimeSpan.FromSeconds(5);

    /// <summary>From one watch to the next, however soon the server ends them.</summary>
    public static readonly TimeSpan LeastLife = TimeSpan.FromSeconds(1);

    /// <summary>When the server is to end a watch: not all of them at once.</summary>
    public static int Seconds(Func<double> random) => ShortestWatch + (int)(random() * (LongestWatch - ShortestWatch + 1)) is var seconds && seconds > LongestWatch ? LongestWatch : seconds;

    /// <summary>What an event's object says of itself.</summary>
    /// <exception cref="ApiException">It is no object.</exception>
    public static ResourceMetadata MetadataOf(WatchLine line)
    {
        try
        {
            return ResourceMetadata.OfObject(line.Object.Span);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new ApiException(new ApiFailure(ApiFailureReason.BadPayload, 0, "an event of the watch holds no resource"), exception);
        }
    }
}

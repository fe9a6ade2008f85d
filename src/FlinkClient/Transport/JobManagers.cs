using System.Numerics;

namespace FlinkReady.FlinkClient.Transport;

/// <summary>The JobManagers of one cluster: the one that answered last is asked first, the others after it in turn.</summary>
internal sealed class JobManagers
{
    private readonly string[] _prefixes;
    private int _preferred;

    /// <exception cref="ArgumentException">None, more than 64, or one that is not http or https.</exception>
    public JobManagers(IReadOnlyList<Uri> urls)
    {
        if (urls.Count is 0 or > 64 || urls.Any(url => !url.IsAbsoluteUri || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps)))
        {
            throw new ArgumentException("A target has 1 to 64 URLs, each http or https.", nameof(urls));
        }

        _prefixes = [.. urls.Select(url => Addresses.Show(url).TrimEnd('/'))];
    }

    public int Count => _prefixes.Length;

    /// <summary>The next one to ask for this request, which is marked as tried; from the first again after all were.</summary>
    public (int Index, Uri Url) Next(FlinkRequest request)
    {
        if (!HasUntried(request))
        {
            request.Tried = 0;
        }

        var index = Volatile.Read(ref _preferred);
        while ((request.Tried & (1UL << index)) != 0)
        {
            index = (index + 1) % Count;
        }

        request.Tried |= 1UL << index;
        return (index, new Uri(_prefixes[index] + request.Path));
    }

    /// <summary>True where one was not asked for this request yet.</summary>
    public bool HasUntried(FlinkRequest request) => BitOperations.PopCount(request.Tried) < Count;

    /// <summary>Remembers which one answered.</summary>
    public void Answered(int index) => Volatile.Write(ref _preferred, index);
}

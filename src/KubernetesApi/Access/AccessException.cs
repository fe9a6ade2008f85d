namespace FlinkReady.KubernetesApi.Access;

/// <summary>How the API server is reached can't be told. The message is one line for people.</summary>
public sealed class AccessException : Exception
{
    internal AccessException(string message)
        : base(message)
    {
    }
}

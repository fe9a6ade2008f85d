namespace FlinkReady.KubernetesApi.Failures;

/// <summary>The API server did not give what it was asked for.</summary>
public sealed class ApiException : Exception
{
    internal ApiException(ApiFailure failure, Exception? inner = null)
        : base(failure.Message, inner) => Failure = failure;

    /// <summary>Why.</summary>
    public ApiFailure Failure { get; }
}

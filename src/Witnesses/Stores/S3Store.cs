using System.Net;
using System.Net.Http.Headers;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.RuntimeDependencies;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.SecurityToken;
using FlinkReady.Witnesses.Contents;

namespace FlinkReady.Witnesses.Stores;

/// <summary>Objects of one bucket of an S3, or of what speaks like one. Nothing but GET of one object's ranges.</summary>
internal sealed class S3Store : IMetadataStore, IDisposable
{
    private const string DefaultProfile = "default";
    private const string DefaultRegion = "us-east-1";

    private readonly S3Settings _settings;
    private readonly Lazy<AmazonS3Client>? _client;

    // Roles of Kubernetes' service accounts are had from this service. Compiled ahead of time, the SDK can't find its client by itself.
    static S3Store() => GlobalRuntimeDependencyRegistry.Instance.RegisterSecurityTokenServiceClient(
        context => new AmazonSecurityTokenServiceClient(new AnonymousAWSCredentials(), context.SecurityTokenServiceClientContextData.Region));

    /// <summary>A store.</summary>
    /// <param name="prefix">The folder as Flink's paths name it; its authority is the bucket.</param>
    /// <param name="settings">How it is reached.</param>
    public S3Store(StoreAddress prefix, S3Settings settings)
    {
        Prefix = prefix;
        _settings = settings;
        _client = settings.CredentialsFile is null ? new(() => new AmazonS3Client(Configuration())) : null;
    }

    /// <inheritdoc/>
    public StoreAddress Prefix { get; }

    /// <inheritdoc/>
    public async Task<IContent> OpenAsync(IReadOnlyList<string> below, CancellationToken cancellationToken)
    {
        var key = string.Join('/', Prefix.Path.Concat(below));
        var content = new RangedContent((from, to, version, token) => AskAsync(key, from, to, version, token));
        try
        {
            await content.OpenAsync(cancellationToken);
            return content;
        }
        catch
        {
            await content.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_client is { IsValueCreated: true })
        {
            _client.Value.Dispose();
        }
    }

    private async Task<RangeAnswer> AskAsync(string key, long from, long to, string? version, CancellationToken cancellationToken)
    {
        var request = new GetObjectRequest { BucketName = Prefix.Authority, Key = key, ByteRange = new ByteRange(from, to - 1), EtagToMatch = version };
        try
        {
            var response = await Client().GetObjectAsync(request, cancellationToken);
            var range = ContentRangeHeaderValue.TryParse(response.ContentRange, out var parsed) ? parsed : null;
            return response.HttpStatusCode == HttpStatusCode.PartialContent && range is { From: { } first, To: { } last }
                ? new RangeAnswer(response.ResponseStream, response, first, last + 1, range.Length, response.ETag)
                : new RangeAnswer(response.ResponseStream, response, 0, response.ContentLength, response.ContentLength, response.ETag);
        }
        catch (AmazonServiceException e) when ((int)e.StatusCode >= 300)
        {
            throw StoreFailures.OfStatus((int)e.StatusCode);
        }
        catch (ArgumentException e)
        {
            // The SDK goes on to another host of AWS' own, whatever is configured, and stumbles over every other one.
            throw new UnreadException(UnreadReason.Failed, "the store sends to another host, where this program doesn't go: check its address and region", e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException || e.InnerException is HttpRequestException or IOException)
        {
            throw new UnreadException(UnreadReason.Failed, $"the store of the bucket {Prefix.Authority} does not answer: {ConnectionFailures.Describe(e)}", e);
        }
        catch (Exception e) when (e is AmazonClientException or AmazonServiceException)
        {
            throw new UnreadException(UnreadReason.Denied, "there are no credentials for the store: set credentialsFile, or give the program's account a role", e);
        }
    }

    // Credentials of a file are few bytes and may be rotated: they are read for every request.
    private AmazonS3Client Client() => _client?.Value ?? new AmazonS3Client(OfFile(_settings.CredentialsFile!), Configuration());

    private static AWSCredentials OfFile(string file)
    {
        try
        {
            return new SharedCredentialsFile(file).TryGetProfile(DefaultProfile, out var profile) && profile.Options is { AccessKey: { Length: > 0 } access, SecretKey: { Length: > 0 } secret } options
                ? string.IsNullOrEmpty(options.Token) ? new BasicAWSCredentials(access, secret) : new SessionAWSCredentials(access, secret, options.Token)
                : throw new UnreadException(UnreadReason.Denied, $"{file} has no profile [{DefaultProfile}] with aws_access_key_id and aws_secret_access_key");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UnreadException(UnreadReason.Denied, $"{file} can't be read", e);
        }
    }

    private AmazonS3Config Configuration()
    {
        var configuration = new AmazonS3Config
        {
            ForcePathStyle = _settings.PathStyle,
            Timeout = _settings.Timeout,
            MaxErrorRetry = 2,
            AllowAutoRedirect = false,
            UseArnRegion = false,

            // Of a part of an object there is no checksum to compare.
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
        };
        if (_settings.Endpoint is { } endpoint)
        {
            configuration.ServiceURL = endpoint.AbsoluteUri;
            configuration.AuthenticationRegion = _settings.Region ?? DefaultRegion;
        }
        else if (_settings.Region is { } region)
        {
            configuration.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        }

        return configuration;
    }
}

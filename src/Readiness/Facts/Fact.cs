using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using FlinkReady.FlinkModel.Sources;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Facts;

/// <summary>
/// One value that Flink gave, or the reason why it is not known, together with where it was read. Rules take the evidence for
/// their findings from here.
/// </summary>
/// <typeparam name="T">The type of the value.</typeparam>
[SuppressMessage("Performance", "CA1815", Justification = "Facts are read, never compared.")]
public readonly struct Fact<T>
{
    private readonly FieldPath _field;
    private readonly T? _value;

    private Fact(Origin origin, FieldPath field, bool isKnown, T? value, Authority authority, bool isOfAnyVersion, SourceLocation? location)
    {
        Origin = origin;
        _field = field;
        IsKnown = isKnown;
        _value = value;
        Authority = authority;
        IsOfAnyVersion = isOfAnyVersion;
        Location = location;
    }

    /// <summary>The answer it was read from.</summary>
    public Origin Origin { get; }

    /// <summary>The field of that answer.</summary>
    public string Field => _field.ToString();

    /// <summary>True where there is a value.</summary>
    public bool IsKnown { get; }

    /// <summary>Who says it.</summary>
    public Authority Authority { get; }

    /// <summary>Where it stands in a file of the user's, or would stand; null for what was asked of a cluster.</summary>
    internal SourceLocation? Location { get; }

    /// <summary>True where the cluster's version is not known, so that every spelling was tried that any version reads.</summary>
    public bool IsOfAnyVersion { get; }

    /// <summary>
    /// Proven where it settles a matter: a default for clients does not, neither does a key that the cluster's version may not read. A verdict that rests on it
    /// is no more certain, and not complete.
    /// </summary>
    public Certainty Certainty => Authority == Authority.ClientDefault || IsOfAnyVersion ? Certainty.Inferred : Certainty.Proven;

    /// <summary>A known value.</summary>
    internal static Fact<T> Known(Origin origin, FieldPath field, T value, Authority authority = Authority.Shown, bool isOfAnyVersion = false, SourceLocation? location = null) =>
        new(origin, field, true, value, authority, isOfAnyVersion, location);

    /// <summary>No value: the answer was not read, or it lacks the field.</summary>
    internal static Fact<T> Missing(Origin origin, FieldPath field, Authority authority = Authority.Shown, bool isOfAnyVersion = false, SourceLocation? location = null) =>
        new(origin, field, false, default, authority, isOfAnyVersion, location);

    /// <summary>The value where it is known.</summary>
    public bool TryGet([MaybeNullWhen(false)] out T value)
    {
        value = _value;
        return IsKnown;
    }

    /// <summary>The value, or <paramref name="fallback"/> where it is not known.</summary>
    public T Or(T fallback) => IsKnown ? _value! : fallback;

    /// <summary>Path, field and value, for a finding. A value that the answer lacks reads <c>not set</c>.</summary>
    public Evidence Evidence => new(Origin.Path, Field, IsKnown ? Format(_value) : Evidence.NotSet, Authority) { Location = Location };

    /// <summary>The verdict where a rule needed this fact and it is not known.</summary>
    public Verdict.Unknown Unknown => Origin.State switch
    {
        OriginState.Answered when Authority == Authority.Declared => Verdict.Undecidable($"{Origin.Path} is not set, or nothing that can be read."),
        OriginState.Answered => Verdict.Undecidable($"The answer of GET {Origin.Path} has no {Field}."),
        OriginState.Absent => Verdict.Undecidable($"Flink has no answer to GET {Origin.Path}: {Origin.Reason}"),
        _ => Verdict.Unread($"GET {Origin.Path} could not be read: {Origin.Reason}"),
    };

    private static string Format(T? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        DateTimeOffset moment => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? string.Empty,
    };
}

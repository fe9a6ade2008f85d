using System.Buffers;
using System.Text;
using FlinkReady.FlinkModel.Secrets;

namespace FlinkReady.FlinkClient.Secrets;

/// <summary>All forms of a set of secrets, looked for at once.</summary>
internal sealed class SecretForms
{
    // One within the other: a URL as a parameter of a URL, JSON in a string of JSON.
    private const int Escapes = 2;

    private readonly SecretForm[] _forms;
    private readonly SearchValues<string> _any;

    public SecretForms(IEnumerable<string> secrets)
    {
        _forms = [.. secrets.SelectMany(SecretForm.Of).DistinctBy(form => form.Text, StringComparer.Ordinal)];
        _any = SearchValues.Create([.. _forms.Select(form => form.Text)], StringComparison.Ordinal);
    }

    /// <summary>The text with each secret masked, where they overlap with one mask; the same instance where there is none.</summary>
    public string Mask(string text)
    {
        if (_forms.Length == 0 || Find(text, Escapes) is not { } found)
        {
            return text;
        }

        found.Sort();
        var masked = new StringBuilder(text.Length);
        var end = 0;
        foreach (var span in found)
        {
            if (span.Start >= end)
            {
                masked.Append(text, end, span.Start - end).Append(SecretText.Masked);
            }

            end = Math.Max(end, span.End);
        }

        return masked.Append(text, end, text.Length - end).ToString();
    }

    private List<(int Start, int End)>? Find(string text, int escapes)
    {
        var found = Find(text);
        foreach (var escape in escapes == 0 ? [] : Escape.All)
        {
            if (escape.Undo(text) is not { } plain || Find(plain, escapes - 1) is not { } within)
            {
                continue;
            }

            // Asked for only now: a text with escapes is common, one with a secret is not.
            var origins = new List<int>(plain.Length + 1);
            escape.Undo(text, origins);
            found ??= [];
            foreach (var (start, end) in within)
            {
                found.Add((origins[start], origins[end]));
            }
        }

        return found;
    }

    private List<(int Start, int End)>? Find(string text)
    {
        List<(int Start, int End)>? found = null;
        for (var at = 0; text.AsSpan(at).IndexOfAny(_any) is var next and >= 0; at++)
        {
            at += next;
            foreach (var form in _forms)
            {
                if (text.AsSpan(at).StartsWith(form.Text, StringComparison.Ordinal))
                {
                    var end = at + form.Text.Length;
                    (found ??= []).Add((
                        form.SharesFirst && at > 0 && IsBase64(text[at - 1]) ? at - 1 : at,
                        form.SharesLast && end < text.Length && IsBase64(text[end]) ? end + 1 : end));
                }
            }
        }

        return found;
    }

    private static bool IsBase64(char character) => char.IsAsciiLetterOrDigit(character) || character is '+' or '/' or '-' or '_';
}

using System.Net;
using System.Text.RegularExpressions;

namespace FlinkReady.EndToEnd.Tests.Pages;

/// <summary>Follows every link from a page on, within its server, and says what leads nowhere.</summary>
public static partial class Crawler
{
    private const int MostPages = 600;

    /// <summary>The pages that were found, by address without fragment; empty for answers that are no HTML.</summary>
    /// <param name="start">Where to begin.</param>
    /// <param name="mistakes">Is given what is wrong.</param>
    public static async Task<IReadOnlyDictionary<string, string>> WalkAsync(string start, ICollection<string> mistakes)
    {
        var open = new Queue<Uri>([new Uri(start)]);
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        var fragments = new HashSet<(string Page, string Fragment, string From)>();
        while (open.TryDequeue(out var page) && seen.Count < MostPages)
        {
            var address = page.GetLeftPart(UriPartial.Query);
            if (seen.ContainsKey(address))
            {
                continue;
            }

            using var response = await Support.Http.SendAsync(HttpMethod.Get, address);
            seen[address] = string.Empty;
            if (response.StatusCode != HttpStatusCode.OK)
            {
                mistakes.Add($"{address} answers {(int)response.StatusCode}");
                continue;
            }

            if (response.Content.Headers.ContentType?.MediaType != "text/html")
            {
                continue;
            }

            var html = seen[address] = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            foreach (Match link in Links.Matches(html))
            {
                var to = new Uri(page, WebUtility.HtmlDecode(link.Groups[1].Value));
                if (to.Authority != page.Authority)
                {
                    continue;
                }

                open.Enqueue(to);
                if (to.Fragment.Length > 1)
                {
                    fragments.Add((to.GetLeftPart(UriPartial.Query), to.Fragment[1..], address));
                }
            }
        }

        foreach (var (page, fragment, from) in fragments.Where(fragment => seen.TryGetValue(fragment.Page, out var html) && !html.Contains($"id=\"{fragment.Fragment}\"", StringComparison.Ordinal)))
        {
            mistakes.Add($"{from} leads to #{fragment} of {page}, which has no such place");
        }

        return seen;
    }

    [GeneratedRegex(" href=\"([^\"]*)\"")]
    private static partial Regex Links { get; }
}

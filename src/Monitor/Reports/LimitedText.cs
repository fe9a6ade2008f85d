using System.Text;

namespace FlinkReady.Monitor.Reports;

/// <summary>A text with a largest length, put together from pieces: one that does not fit is left out whole, and counted.</summary>
internal sealed class LimitedText(int limit)
{
    private readonly StringBuilder _text = new();

    /// <summary>Adds what has to be there whatever the length; small pieces only.</summary>
    public void Add(string piece) => _text.Append(piece);

    /// <summary>Adds pieces as long as they fit, leaving some room; how many were left out.</summary>
    /// <param name="pieces">The pieces, the most important first.</param>
    /// <param name="room">Characters that are kept free for what follows.</param>
    public int AddWhatFits(IEnumerable<string> pieces, int room)
    {
        var left = 0;
        foreach (var piece in pieces)
        {
            // Once one is left out the later ones are too: a reader is to see the first ones, not the short ones.
            if (left > 0 || _text.Length + piece.Length > limit - room)
            {
                left++;
            }
            else
            {
                _text.Append(piece);
            }
        }

        return left;
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}

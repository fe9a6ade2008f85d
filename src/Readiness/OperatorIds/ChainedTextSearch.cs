namespace FlinkReady.Readiness.OperatorIds;

/// <summary>
/// Looks for uids inside chains. A text is the uid of an operator that feeds a vertex if with its hash the vertex id comes out as that of a head without
/// uid. Whose uid it is follows where only one operator of the chain has a name from which the text is guessed, or where there is only one to choose from.
/// </summary>
internal sealed class ChainedTextSearch(Resolver resolver)
{
    /// <summary>Tries guesses and declared texts on every chain that feeds an unexplained vertex.</summary>
    public void Run()
    {
        foreach (var vertex in resolver.Graph.Vertices)
        {
            if (!vertex.Reading.Certain || vertex.Operators.Length == 1 || !vertex.HasId)
            {
                continue;
            }

            foreach (var consumer in vertex.Consumers)
            {
                if (consumer is { IsOpen: true, InEdges: 1 })
                {
                    Try(vertex, consumer);
                }
            }
        }
    }

    private void Try(Vertex vertex, Vertex consumer)
    {
        for (var i = 1; i < vertex.Operators.Length; i++)
        {
            if (!vertex.Operators[i].Confirmed && TryTexts(vertex, consumer, resolver.Texts.For(vertex.Operators[i])))
            {
                return;
            }
        }

        TryTexts(vertex, consumer, resolver.Texts.Declared);
    }

    private bool TryTexts(Vertex vertex, Vertex consumer, IReadOnlyCollection<UidText> texts)
    {
        if (!resolver.Budget.TryTake(texts.Count))
        {
            return false;
        }

        foreach (var text in texts)
        {
            if (!resolver.TryDecodeSingle(consumer, consumer.Id ^ text.Hash, out var k, out var c))
            {
                continue;
            }

            var owner = OwnerOf(vertex, text.Hash);
            if (owner is not null)
            {
                owner.Verdict = UidVerdict.Declared;
                owner.Uid = text.Text;
                owner.Source = text.Source;
                owner.Hash = owner.Candidate = text.Hash;
                owner.Confirmed = true;
                owner.Proof = ProofTexts.ChainedText(text, consumer);
            }
            else if (!vertex.Anonymous.Contains(text.Hash))
            {
                vertex.Anonymous.Add(text.Hash);
            }

            vertex.Version++;
            return resolver.TryExplain(consumer, new Hit(k, c, [owner is null ? InEdgeTerm.Anonymous(vertex, text.Hash) : InEdgeTerm.Of(owner)]));
        }

        return false;
    }

    /// <summary>The operator whose uid this is; null where several may have it.</summary>
    private Operator? OwnerOf(Vertex vertex, OperatorHash hash)
    {
        if (vertex.Operators.Length == 2)
        {
            return vertex.Operators[1].Confirmed ? null : vertex.Operators[1];
        }

        var named = vertex.Operators.Where(one => !one.IsHead && resolver.Texts.For(one).Any(guess => guess.Hash == hash)).ToList();
        return named is [{ Confirmed: false } single] ? single : null;
    }
}

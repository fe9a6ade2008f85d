namespace FlinkReady.Readiness.OperatorIds;

/// <summary>
/// Says which operators of a chain the explained ids prove to have no uid. A hash that was mixed in belongs to some operator whose steps from the head
/// have these k and c; which operator that is follows only where no other fits. So all hashes found for a chain are laid over its tree together: depth,
/// fan-outs and order must agree (of siblings the earlier one is hashed first), and only what is the same in every such fit is claimed.
/// </summary>
internal sealed class Attribution(Resolver resolver)
{
    /// <summary>Claims what the hits on the consumers of a vertex prove about its chained operators.</summary>
    public void Claim(Vertex vertex)
    {
        ClaimChainedSources(vertex);
        if (!vertex.Reading.Certain)
        {
            return;
        }

        var root = new Step(0, vertex.Head.FanOut, vertex.Id);
        foreach (var consumer in vertex.Consumers)
        {
            foreach (var term in consumer.Hit?.Terms ?? [])
            {
                if (term.Vertex == vertex && term.Start == vertex.Head)
                {
                    Insert(root, term, consumer);
                }
            }
        }

        if (Fits(root, vertex.Head))
        {
            Claim(root, vertex.Head);
        }
    }

    /// <summary>
    /// A head that was explained with as many sources without uid as are chained into it proves them all. Which of several has which id stays open.
    /// </summary>
    private static void ClaimChainedSources(Vertex vertex)
    {
        if (vertex.ChainedSources.Length == 0)
        {
            return;
        }

        var terms = Array.FindAll(vertex.Hit?.Terms ?? [], term => term.Emitter is { IsChainedSource: true });
        if (terms.Length != vertex.ChainedSources.Length)
        {
            return;
        }

        var proof = new ChainedSourceProof(Array.ConvertAll(terms, term => (term.Steps[0].Ordinal, term.Steps[0].FanOut, term.Value)));

        foreach (var source in vertex.ChainedSources)
        {
            source.Verdict = UidVerdict.Auto;
            source.Hash = terms.Length == 1 ? terms[0].Value : null;
            source.Proof = proof;
        }
    }

    private void Insert(Step root, InEdgeTerm term, Vertex consumer)
    {
        var step = root;
        foreach (var (ordinal, fanOut) in term.Steps)
        {
            var next = step.Next.Find(other => other.Ordinal == ordinal && other.FanOut == fanOut);
            if (next is null)
            {
                next = new Step(ordinal, fanOut, step.Value ^ resolver.Transfer[ordinal, fanOut]);
                step.Next.Add(next);
                step.Next.Sort((left, right) => left.Ordinal.CompareTo(right.Ordinal));
            }

            step = next;
            step.Witness ??= consumer;
        }
    }

    private static bool Fits(Step step, Operator one)
    {
        if (step.FanOut != one.FanOut || step.Next.Count > one.Children.Count)
        {
            return false;
        }

        var child = 0;
        foreach (var next in step.Next)
        {
            while (child < one.Children.Count && !Fits(next, one.Children[child]))
            {
                child++;
            }

            if (child++ >= one.Children.Count)
            {
                return false;
            }
        }

        return true;
    }

    private static void Claim(Step step, Operator one)
    {
        var first = Places(step, one, fromEnd: false);
        var last = Places(step, one, fromEnd: true);
        for (var i = 0; i < step.Next.Count; i++)
        {
            if (first[i] != last[i])
            {
                continue;
            }

            var child = one.Children[first[i]];
            if (child.Verdict == UidVerdict.Undecided)
            {
                child.Verdict = UidVerdict.Auto;
                child.Hash = child.Candidate = step.Next[i].Value;
                child.Ordinal = step.Next[i].Ordinal;
                child.Proof = new ChainedProof(child.Ordinal, child.FanOut, step.Value, step.Next[i].Witness!.Source.Id);
            }

            Claim(step.Next[i], child);
        }
    }

    /// <summary>The children that the steps fall on, each as early, or as late, as the order allows.</summary>
    private static int[] Places(Step step, Operator one, bool fromEnd)
    {
        var places = new int[step.Next.Count];
        var child = fromEnd ? one.Children.Count - 1 : 0;
        for (var n = 0; n < places.Length; n++)
        {
            var i = fromEnd ? places.Length - 1 - n : n;
            while (!Fits(step.Next[i], one.Children[child]))
            {
                child += fromEnd ? -1 : 1;
            }

            places[i] = child;
            child += fromEnd ? -1 : 1;
        }

        return places;
    }

    private sealed class Step(int ordinal, int fanOut, OperatorHash value)
    {
        public int Ordinal { get; } = ordinal;

        public int FanOut { get; } = fanOut;

        public OperatorHash Value { get; } = value;

        public List<Step> Next { get; } = [];

        public Vertex? Witness { get; set; }
    }
}

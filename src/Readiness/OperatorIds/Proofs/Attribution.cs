using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Graphs;
using FlinkReady.Readiness.OperatorIds.Hashing;
using FlinkReady.Readiness.OperatorIds.Knowledge;
using FlinkReady.Readiness.OperatorIds.Texts;

namespace FlinkReady.Readiness.OperatorIds.Proofs;

/// <summary>
/// Says which operators of a chain the explained ids prove to have no uid. A hash that was mixed in belongs to some operator whose steps from the head
/// have these k and c; which operator that is follows only where no other fits. So all hashes found for a chain are laid over its tree together: depth,
/// fan-outs and order must agree (of siblings the earlier one is hashed first), and only what is the same in every such fit is claimed.
/// </summary>
/// <remarks>
/// A chain that is written in one line leaves more open: what reads as an operator with others below it may be one operator with arrows in its name. Beside
/// such a one nothing can be told by the fan-out alone, and the steps have to say that it is none.
/// </remarks>
internal sealed class Attribution(KnownIds known)
{
    /// <summary>Whether the chain in question is read from one line.</summary>
    private bool _oneLine;

    /// <summary>Claims what is proven about the operators of every chain.</summary>
    public void Run() => Array.ForEach(known.Graph.Vertices, Claim);

    /// <summary>Claims what the explanations of the consumers of a vertex prove about its chained operators.</summary>
    private void Claim(Vertex vertex)
    {
        ClaimChainedSources(vertex);
        if (!vertex.Reading.Certain)
        {
            return;
        }

        var root = new Step(0, vertex.Head.FanOut, vertex.Id);
        foreach (var consumer in vertex.Consumers)
        {
            foreach (var term in consumer.Explanation?.Terms ?? [])
            {
                if (term.VertexIndex == vertex.Index && term.Start == vertex.Head)
                {
                    Insert(root, term, consumer);
                }
            }
        }

        _oneLine = vertex.Reading.IsOneLine;

        // Without an explanation the head's fan-out is a claim of the text; where there is no group in it, that is one at most.
        if ((!_oneLine || vertex.Explanation is not null || vertex.Head.Children.Count <= 1) && Fits(root, vertex.Head))
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

        var terms = Array.FindAll(vertex.Explanation?.Terms ?? [], term => term.Emitter is { IsChainedSource: true });
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
            step = step.NextAt(ordinal, fanOut) ?? step.Add(new Step(ordinal, fanOut, step.Value ^ known.Transfer[ordinal, fanOut]));
            step.Witness ??= consumer;
        }
    }

    private bool MayFit(Step step, Operator one) => (_oneLine && MayHideOthers(one)) || Fits(step, one);

    private bool Fits(Step step, Operator one)
    {
        if (step.FanOut != one.FanOut || step.Next.Count > one.Children.Count)
        {
            return false;
        }

        var child = 0;
        foreach (var next in step.Next)
        {
            while (child < one.Children.Count && !MayFit(next, one.Children[child]))
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

    /// <summary>Whether the text of an operator, and of what reads as being below it, may be the name of one operator, or of several others.</summary>
    private static bool MayHideOthers(Operator one) => one.Children.Count > 0 || one.Name.Contains(CascadeReader.Arrow, StringComparison.Ordinal);

    /// <summary>
    /// Whether the steps leave no room for arrows in a name of this chain: they go as far down as the text does, or to a group of the same size. Else the
    /// operator of a step may be one further up or down in the text.
    /// </summary>
    private static bool IsPinned(Step step, Operator one) => one.Children.Count switch
    {
        0 => step.FanOut == 0,
        1 when step.Next.Count == 0 => step.FanOut == 1 && !MayHideOthers(one.Children[0]),
        1 => step.FanOut == 1 && IsPinned(step.Next[0], one.Children[0]),
        var children => step.FanOut == children,
    };

    private void Claim(Step step, Operator one)
    {
        var first = Places(step, one, fromEnd: false);
        var last = Places(step, one, fromEnd: true);
        for (var i = 0; i < step.Next.Count; i++)
        {
            var child = one.Children[first[i]];
            if (first[i] != last[i] || !Fits(step.Next[i], child) || (_oneLine && !IsPinned(step.Next[i], child)))
            {
                continue;
            }

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
    private int[] Places(Step step, Operator one, bool fromEnd)
    {
        var places = new int[step.Next.Count];
        var child = fromEnd ? one.Children.Count - 1 : 0;
        for (var n = 0; n < places.Length; n++)
        {
            var i = fromEnd ? places.Length - 1 - n : n;
            while (!MayFit(step.Next[i], one.Children[child]))
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

        /// <summary>What is chained to it, in the order of k.</summary>
        public List<Step> Next { get; } = [];

        public Vertex? Witness { get; set; }

        public Step? NextAt(int ordinal, int fanOut)
        {
            foreach (var next in Next)
            {
                if (next.Ordinal == ordinal && next.FanOut == fanOut)
                {
                    return next;
                }
            }

            return null;
        }

        public Step Add(Step next)
        {
            Next.Add(next);
            Next.Sort((left, right) => left.Ordinal.CompareTo(right.Ordinal));
            return next;
        }
    }
}

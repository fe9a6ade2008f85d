using FlinkReady.Readiness.OperatorIds.Graphs;
using FlinkReady.Readiness.OperatorIds.Hashing;

namespace FlinkReady.Readiness.OperatorIds.Ordering;

/// <summary>
/// Gives confirmed steps to operators. An id tells that some operator below another has this k and c; where only one child fits, that is the one, and the
/// search can go on from its hash. Where several fit, the steps wait until the windows have grown narrower.
/// </summary>
internal sealed class StepPlacement(OperatorGraph graph, TransferTable transfer, QueueOrder order)
{
    /// <summary>Places the steps of a term as far as they are clear.</summary>
    public void Place(InEdgeTerm term)
    {
        if (term.Start is not null && term.Steps.Length > 0 && graph.Vertices[term.VertexIndex].Reading.Certain)
        {
            Place(new PendingSteps(term, term.Start, 0));
        }
    }

    /// <summary>Tries the steps that wait.</summary>
    public void Retry()
    {
        foreach (var vertex in graph.Vertices)
        {
            if (vertex.Pending.Count > 0)
            {
                var pending = vertex.Pending.ToArray();
                vertex.Pending.Clear();
                Array.ForEach(pending, Place);
            }
        }
    }

    private void Place(PendingSteps pending)
    {
        var (term, parent, next) = pending;
        var steps = term.Steps;
        while (next < steps.Length)
        {
            var (ordinal, fanOut) = steps[next];
            var owner = PlacedAt(parent, ordinal, fanOut) ?? OnlyFit(parent, steps, next);
            if (owner is null)
            {
                graph.Vertices[parent.VertexIndex].Pending.Add(new PendingSteps(term, parent, next));
                return;
            }

            owner.Ordinal = ordinal;
            owner.Candidate = parent.Candidate ^ transfer[ordinal, fanOut];
            owner.Confirmed = true;
            graph.Vertices[owner.VertexIndex].Version++;
            order.Use(ordinal);
            order.Open(owner);
            parent = owner;
            next++;
        }
    }

    private static Operator? PlacedAt(Operator parent, int ordinal, int fanOut)
    {
        foreach (var child in parent.Children)
        {
            if (child.IsPlaced && child.Ordinal == ordinal && child.FanOut == fanOut)
            {
                return child;
            }
        }

        return null;
    }

    private Operator? OnlyFit(Operator parent, (int Ordinal, int FanOut)[] steps, int next)
    {
        var fit = default(Operator);
        var before = true;
        foreach (var child in parent.Children)
        {
            // Chained operators of one parent are hashed in the order of the tree.
            if (child.IsPlaced)
            {
                before = child.Ordinal < steps[next].Ordinal;
                fit = before ? null : fit;
                if (!before)
                {
                    break;
                }

                continue;
            }

            if (Fits(child, steps, next) && steps[next].Ordinal >= child.First && steps[next].Ordinal <= child.Last)
            {
                if (fit is not null)
                {
                    return null;
                }

                fit = child;
            }
        }

        return fit;
    }

    private static bool Fits(Operator one, (int Ordinal, int FanOut)[] steps, int next) =>
        one.Uid is null
        && one.FanOut == steps[next].FanOut
        && (!one.IsPlaced || one.Ordinal == steps[next].Ordinal)
        && (next + 1 == steps.Length || AnyFits(one.Children, steps, next + 1));

    private static bool AnyFits(List<Operator> children, (int Ordinal, int FanOut)[] steps, int next)
    {
        foreach (var child in children)
        {
            if (Fits(child, steps, next))
            {
                return true;
            }
        }

        return false;
    }
}

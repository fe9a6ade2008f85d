using FlinkReady.Readiness.OperatorIds.InEdges;
using FlinkReady.Readiness.OperatorIds.Knowledge;
using FlinkReady.Readiness.OperatorIds.Proofs;
using FlinkReady.Readiness.OperatorIds.Searches;

namespace FlinkReady.Readiness.OperatorIds;

/// <summary>The stages in which ids are explained, in their order: what costs least comes first, and what is found narrows what comes after.</summary>
internal sealed class Stages
{
    private readonly KnownIds _known;
    private readonly OrderedSearch _ordered;
    private readonly StepSearch _steps;
    private readonly InEdgeSolver _inEdges;

    /// <summary>Prepares the stages for a job.</summary>
    public Stages(KnownIds known)
    {
        _known = known;
        _inEdges = new InEdgeSolver(known);
        _ordered = new OrderedSearch(known, _inEdges);
        _steps = new StepSearch(known);
    }

    /// <summary>Runs them all.</summary>
    public void Run()
    {
        var explicitProof = new ExplicitProof(_known);
        new SourceSearch(_known).Run();
        if (NoSourceHasUid)
        {
            // Most likely nothing in the job has a uid: then this explains it all, and no text needs to be tried.
            Spread();
        }

        new HeadTextSearch(_known).Run();
        explicitProof.Run();
        Spread();

        ThenSpread(() =>
        {
            new DoubtfulChainSearch(_known, _inEdges).Run();
            new ChainedTextSearch(_known, _inEdges).Run();
            new SiblingSearch(_known).Run();
        });
        ThenSpread(LookLonger);

        new Attribution(_known).Run();
        explicitProof.Run();
    }

    /// <summary>
    /// Only what takes no search from id to id, for a job of which a witness shows every id: what REST proves of sources by itself is left to hold against
    /// that.
    /// </summary>
    /// <param name="known">The job.</param>
    /// <param name="hasTexts">Whether it is shown besides which operator has a uid.</param>
    /// <param name="areHeadsOpen">Whether neither this nor their vertices are shown: texts of heads' uids tell what ids alone leave open.</param>
    public static void RunBriefly(KnownIds known, bool hasTexts, bool areHeadsOpen)
    {
        new SourceSearch(known).Run();
        if (areHeadsOpen)
        {
            new HeadTextSearch(known).Run();
        }

        if (!hasTexts)
        {
            new ExplicitProof(known).Run();
        }
    }

    /// <summary>Goes on from what is explained to what it feeds, as far as that leads.</summary>
    private void Spread()
    {
        _ordered.Run(deep: false);
        var before = _known.Explained;
        _steps.Run();
        if (_known.Explained > before)
        {
            _ordered.Run(deep: false);
        }
    }

    /// <summary>Looks longer at what is left: in small jobs, or where that is little.</summary>
    private void LookLonger()
    {
        if (!IsAnyLeft || (_known.Budget.IsLargeJob && !_ordered.FewAreLeft()))
        {
            return;
        }

        ThenSpread(new PathSearch(_known).Run);
        if (_known.Budget.IsLargeJob || IsAnyJoinLeft)
        {
            _known.Budget.AddLongLook(_ordered.FewAreLeft());
            _ordered.Run(deep: true);
        }
    }

    private void ThenSpread(Action stage)
    {
        var before = _known.Explained;
        stage();
        if (_known.Explained > before)
        {
            Spread();
        }
    }

    private bool NoSourceHasUid => Array.TrueForAll(_known.Graph.Vertices, vertex => vertex is not { Inputs.Length: 0, Explanation: null });

    private bool IsAnyLeft => Array.Exists(_known.Graph.Vertices, vertex => vertex.IsOpen);

    /// <summary>Whether a head with several in-edges is open, and not too many for their orders to be tried.</summary>
    private bool IsAnyJoinLeft => Array.Exists(_known.Graph.Vertices, vertex => vertex is { IsOpen: true, InEdges: > 1 and <= InEdgeSolver.MostInEdges });
}

using FlinkReady.Monitor.Targets;
using FlinkReady.Readiness.Assessments;

namespace FlinkReady.Monitor.Polling;

/// <summary>What the loops of all targets share. A reload swaps the assessor and the places; loops see them at their next poll.</summary>
internal sealed class PollingContext(Board board, TargetPoll poll, Assessor assessor, PollPlaces places, TimeProvider time)
{
    private volatile Assessor _assessor = assessor;
    private volatile PollPlaces _places = places;

    public Board Board => board;

    public TargetPoll Poll => poll;

    public TimeProvider Time => time;

    public Assessor Assessor
    {
        get => _assessor;
        set => _assessor = value;
    }

    public PollPlaces Places
    {
        get => _places;
        set => _places = value;
    }
}

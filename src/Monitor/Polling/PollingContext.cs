using FlinkReady.Monitor.Targets;
using FlinkReady.Readiness.Judging;

namespace FlinkReady.Monitor.Polling;

/// <summary>What the loops of all targets share. A reload swaps the assessor and the places; loops see them at their next poll.</summary>
internal sealed class PollingContext(PublishedState board, TargetPoll poll, Assessor assessor, PollPlaces places, TimeProvider time)
{
    private volatile Assessor _assessor = assessor;
    private volatile PollPlaces _places = places;

    public PublishedState PublishedState => board;

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

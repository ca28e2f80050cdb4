namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>
/// Applies a log to participations, in the log's order, and counts. Memory grows with the participations and their timelines, not with
/// the events. Not thread-safe.
/// </summary>
internal sealed class Replayer(RefusedLines? refused)
{
    private const int FirstCapacity = 1024;

    private Participation[] _participations = new Participation[FirstCapacity];
    private int _count;
    private readonly long[] _outcomes = new long[Enum.GetValues<Outcome>().Length];
    private readonly long[] _refusals = new long[Enum.GetValues<RefusalCode>().Length];
    private long _latest;

    /// <summary>The participations as they stand, in the order of their requests.</summary>
    internal ReadOnlyMemory<Participation> Participations => _participations.AsMemory(0, _count);

    /// <summary>The latest time of an event that was applied.</summary>
    internal DateTimeOffset LatestTime => new(_latest, TimeSpan.Zero);

    /// <summary>Lines applied or refused.</summary>
    internal long EventCount { get; private set; }

    internal long RefusedCount => _refusals.Sum();

    internal long CountOf(Outcome outcome) => _outcomes[(int)outcome];

    internal long CountOf(RefusalCode code) => _refusals[(int)code];

    internal void Apply(ReadOnlySpan<FeedItem> items)
    {
        EventCount += items.Length;
        foreach (ref readonly FeedItem item in items)
        {
            switch (item.Content)
            {
                case null:
                    Fire(item);
                    break;
                case Request request:
                    Add(Participation.Request(request.Details, request.MeterAccess, new DateTimeOffset(item.OccurredAt, TimeSpan.Zero)));
                    _latest = Math.Max(_latest, item.OccurredAt);
                    break;
                case Refusal refusal:
                    _refusals[(int)refusal.Code]++;
                    refused?.Write(item.Line, refusal, item.Participation == ParticipationIndex.NotFound ? null : _participations[item.Participation].CurrentState);
                    break;
            }
        }
    }

    private void Add(Participation participation)
    {
        if (_count == _participations.Length)
            Array.Resize(ref _participations, 2 * _count);
        _participations[_count++] = participation;
    }

    private void Fire(in FeedItem item)
    {
        ref Participation participation = ref _participations[item.Participation];
        TransitionResult result = participation.Apply(item.Trigger, new DateTimeOffset(item.OccurredAt, TimeSpan.Zero));
        _outcomes[(int)result.Outcome]++;
        if (result.IsAccepted)
        {
            participation = result.Accepted.GetValueOrDefault().Participation;
            _latest = Math.Max(_latest, item.OccurredAt);
            return;
        }

        _refusals[(int)RefusalCode.NotPermitted]++;
        refused?.WriteNotPermitted(item.Line, participation, item.Trigger);
    }
}

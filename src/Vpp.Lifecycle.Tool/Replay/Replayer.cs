using System.Text;

namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>
/// Applies a log to participations, in the log's order, and counts. Memory grows with the participations and their timelines, not with
/// the events. Not thread-safe.
/// </summary>
internal sealed class Replayer(RefusedLines? refused)
{
    private const int FirstCapacity = 1024;

    private readonly ParticipationIndex _index = new();
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

    internal void Apply(FeedBatch batch)
    {
        EventCount += batch.Items.Length;
        Span<int> numbers = stackalloc int[MemoryReads.AtOnce];
        for (int start = 0; start < batch.Items.Length; start += MemoryReads.AtOnce)
        {
            Span<int> known = numbers[..Math.Min(MemoryReads.AtOnce, batch.Items.Length - start)];
            _index.Find(batch, start, known);
            ReadAhead(known);
            for (int place = 0; place < known.Length; place++)
            {
                ReadOnlySpan<byte> id = batch.IdentifierOf(start + place);

                // One that was not known before may have been requested since.
                int number = known[place] == ParticipationIndex.NotFound ? _index.Find(id) : known[place];
                Apply(batch.Items[start + place], id, number);
            }
        }
    }

    private void ReadAhead(ReadOnlySpan<int> numbers)
    {
        long sum = 0;
        foreach (int number in numbers)
            sum += number == ParticipationIndex.NotFound ? 0 : _participations[number].Configuration.Code;
        foreach (int number in numbers)
            sum += number == ParticipationIndex.NotFound ? 0 : _participations[number].EnteredAt.Ticks + (_participations[number].Details is null ? 0 : 1);
        MemoryReads.Use(sum);
    }

    private void Apply(in FeedItem item, ReadOnlySpan<byte> id, int number)
    {
        bool isKnown = number != ParticipationIndex.NotFound;
        switch (item.Content)
        {
            case null when isKnown:
                Fire(item, ref _participations[number]);
                break;
            case null:
                Refuse(item.Line, new Refusal(
                    RefusalCode.UnknownParticipation, "The participation was not requested before.", Encoding.UTF8.GetString(id), item.Trigger.ToWireName()));
                break;
            case Request request when isKnown:
                Refuse(item.Line, new Refusal(
                    RefusalCode.DuplicateRequest, "The participation was requested before.", request.Details.Id, EventReader.RequestName), number);
                break;
            case Request request:
                _index.Add(id);
                Add(Participation.Request(request.Details, request.MeterAccess, new DateTimeOffset(item.OccurredAt, TimeSpan.Zero)));
                _latest = Math.Max(_latest, item.OccurredAt);
                break;
            case Refusal refusal:
                Refuse(item.Line, refusal, number);
                break;
        }
    }

    private void Refuse(long line, Refusal refusal, int number = ParticipationIndex.NotFound)
    {
        _refusals[(int)refusal.Code]++;
        refused?.Write(line, refusal, number == ParticipationIndex.NotFound ? null : _participations[number].CurrentState);
    }

    private void Add(Participation participation)
    {
        if (_count == _participations.Length)
            Array.Resize(ref _participations, 2 * _count);
        _participations[_count++] = participation;
    }

    private void Fire(in FeedItem item, ref Participation participation)
    {
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

namespace Vpp.Lifecycle.Tool.Simulation;

/// <summary>
/// The lives of many participations, told in order of time. Each has chance of its own, so that its life does not depend on how many
/// others there are. Memory: 23 bytes a participation. Not thread-safe.
/// </summary>
internal sealed class FleetSimulation
{
    private const int MillisecondsADay = 86_400_000;

    private readonly SplitMix64[] _chances;
    private readonly Configuration[] _configurations;
    private readonly Trigger?[] _next;
    private readonly EventCalendar _calendar;
    private readonly Queue<int> _ineligible = new();

    internal FleetSimulation(int participations, ulong seed, int days)
    {
        _chances = new SplitMix64[participations];
        _configurations = new Configuration[participations];
        _next = new Trigger?[participations];
        _calendar = new EventCalendar(participations, days);
        for (int who = 0; who < participations; who++)
        {
            _chances[who] = new SplitMix64(SplitMix64.Mix(seed) + SplitMix64.Mix((ulong)who));
            _calendar.Schedule(who, _chances[who].Below((long)days * MillisecondsADay));
        }
    }

    /// <summary>All events, once.</summary>
    internal IEnumerable<SimulatedEvent> Events()
    {
        while (_calendar.TryTakeNext(out int who, out long at))
        {
            yield return _next[who] is { } trigger ? Happen(who, at, trigger) : Request(who, at);
            PlanNext(who, at);
        }
    }

    private SimulatedEvent Request(int who, long at)
    {
        ref SplitMix64 chance = ref _chances[who];
        MeterAccess meterAccess = chance.Below(20) switch
        {
            < 12 => MeterAccess.NotRequired,
            < 18 => MeterAccess.Required,
            _ => MeterAccess.Available,
        };
        _configurations[who] = Configuration.From(ParticipationState.EnrolmentRequested, meterAccessOutstanding: meterAccess == MeterAccess.Required);
        int? supersedes = chance.Happens(30) && _ineligible.TryDequeue(out int earlier) ? earlier : null;
        return new SimulatedEvent(who, at, null, meterAccess, supersedes);
    }

    private SimulatedEvent Happen(int who, long at, Trigger trigger)
    {
        _configurations[who] = TransitionTable.Next(_configurations[who], trigger).Next;
        if (_configurations[who].State == ParticipationState.Ineligible && _chances[who].Happens(500))
            _ineligible.Enqueue(who);
        return new SimulatedEvent(who, at, trigger, default, null);
    }

    private void PlanNext(int who, long at)
    {
        ref SplitMix64 chance = ref _chances[who];
        ReadOnlySpan<Prospect> prospects = Prospects.Of(_configurations[who]);
        int weights = 0;
        foreach (Prospect prospect in prospects)
            weights += prospect.Weight;
        if (weights == 0)
            return;
        long draw = chance.Below(weights);
        foreach (Prospect prospect in prospects)
        {
            draw -= prospect.Weight;
            if (draw >= 0)
                continue;
            if (prospect.Trigger is not null)
            {
                _next[who] = prospect.Trigger;
                _calendar.Schedule(who, at + prospect.DrawDelay(ref chance));
            }

            return;
        }
    }
}

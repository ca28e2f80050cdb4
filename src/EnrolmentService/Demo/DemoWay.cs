using Vpp.Lifecycle;

namespace EnrolmentService.Demo;

/// <summary>A way to each of the 51 configurations, found in the library's table.</summary>
internal static class DemoWay
{
    /// <summary>The shortest sequence of triggers from the request to a configuration.</summary>
    public static IReadOnlyList<Trigger> To(Configuration goal, bool meterAccessOutstanding)
    {
        Configuration start = Configuration.From(ParticipationState.EnrolmentRequested, meterAccessOutstanding);
        var cameFrom = new Dictionary<Configuration, (Configuration Before, Trigger Trigger)>();
        var waiting = new Queue<Configuration>([start]);
        while (waiting.TryDequeue(out Configuration here) && here != goal)
        {
            foreach (Trigger trigger in here.PermittedTriggers)
            {
                Configuration next = TransitionTable.Next(here, trigger).Next;
                if (next != start && cameFrom.TryAdd(next, (here, trigger)))
                    waiting.Enqueue(next);
            }
        }

        var way = new List<Trigger>();
        for (Configuration current = goal; current != start; current = cameFrom[current].Before)
            way.Insert(0, cameFrom[current].Trigger);
        return way;
    }
}

using System.Collections.ObjectModel;

namespace Vpp.Lifecycle;

/// <summary>The graph of the 51 configurations, its edges the steps that change something.</summary>
internal static class ConfigurationGraph
{
    private static readonly IReadOnlyList<Trigger>[] Permitted = [.. Configuration.All.Select(FindPermitted)];
    private static readonly IReadOnlyList<Trigger>?[][] Paths = [.. Configuration.All.Select(FindPaths)];
    private static readonly IReadOnlyList<ParticipationState>[] Expected = [.. Configuration.All.Select(FindExpected)];

    internal static IReadOnlyList<Trigger> PermittedTriggers(int code) => Permitted[code];

    internal static IReadOnlyList<ParticipationState> ExpectedStates(int code) => Expected[code];

    /// <summary>
    /// The shortest sequence of triggers to a state; of several, the first in trigger order; null when there is none (R26).
    /// </summary>
    internal static IReadOnlyList<Trigger>? Path(int code, ParticipationState target) => Paths[code][(int)target];

    private static IReadOnlyList<Trigger> FindPermitted(Configuration configuration) =>
        TriggerDescriptors.All
            .Select(descriptor => descriptor.Trigger)
            .Where(trigger => TransitionTable.Next(configuration, trigger).Outcome is Outcome.Transitioned or Outcome.Updated)
            .ToList()
            .AsReadOnly();

    /// <summary>The paths to all states, by state.</summary>
    private static IReadOnlyList<Trigger>?[] FindPaths(Configuration from)
    {
        // Breadth first, triggers in order: the first arrival anywhere is by the shortest path, and among those by the first in order.
        var paths = new IReadOnlyList<Trigger>?[StateDescriptors.All.Count];
        var arrivals = new (int From, Trigger Trigger)?[ConfigurationLayout.Count];
        var queue = new Queue<Configuration>([from]);
        while (queue.TryDequeue(out Configuration here))
        {
            paths[(int)here.State] ??= Trace(arrivals, from, here);
            foreach (Trigger trigger in Permitted[here.Code])
            {
                Configuration next = TransitionTable.Next(here, trigger).Next;
                if (next == from || arrivals[next.Code] is not null)
                    continue;
                arrivals[next.Code] = (here.Code, trigger);
                queue.Enqueue(next);
            }
        }

        return paths;
    }

    private static ReadOnlyCollection<Trigger> Trace((int From, Trigger Trigger)?[] arrivals, Configuration from, Configuration to)
    {
        var path = new List<Trigger>();
        for (int code = to.Code; code != from.Code;)
        {
            (int before, Trigger trigger) = arrivals[code]!.Value;
            path.Add(trigger);
            code = before;
        }

        path.Reverse();
        return path.AsReadOnly();
    }

    /// <summary>The way to where this phase leads when all goes well (R13); empty where nothing is expected.</summary>
    internal static IReadOnlyList<Trigger> ExpectedTriggers(Configuration configuration)
    {
        ParticipationState? goal = LifecycleSpecification.Describe(configuration.State).Phase switch
        {
            Phase.Enrolment or Phase.Participation => ParticipationState.Active,
            Phase.Unenrolment => ParticipationState.Unenrolled,
            _ => null,
        };
        return (goal is { } state ? Path(configuration.Code, state) : null) ?? [];
    }

    /// <summary>The states met on that way.</summary>
    private static IReadOnlyList<ParticipationState> FindExpected(Configuration configuration)
    {
        // R13 wants AWAITING_METER_ACCESS while access is outstanding. With the grant before or after the telemetry the path is as long; that
        // it comes after, in that state, is due to TELEMETRY_RECEIVED being the earlier in trigger order.
        var states = new List<ParticipationState>();
        Configuration here = configuration;
        foreach (Trigger trigger in ExpectedTriggers(configuration))
        {
            Step step = TransitionTable.Next(here, trigger);
            if (step.Outcome == Outcome.Transitioned)
                states.Add(step.Next.State);
            here = step.Next;
        }

        return states.AsReadOnly();
    }
}

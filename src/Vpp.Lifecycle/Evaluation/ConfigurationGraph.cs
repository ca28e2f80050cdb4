using System.Collections.ObjectModel;

namespace Vpp.Lifecycle;

/// <summary>
/// The graph of the 51 configurations, its edges the steps that change something. What it answers is data of the assembly; lists are made of it
/// when they are first asked for. Thread-safe.
/// </summary>
internal static class ConfigurationGraph
{
    // Two threads that ask for the same list at once make it twice, and either is right.
    private static readonly IReadOnlyList<Trigger>?[] Permitted = new IReadOnlyList<Trigger>?[ConfigurationLayout.Count];
    private static readonly IReadOnlyList<Trigger>?[] Paths = new IReadOnlyList<Trigger>?[ConfigurationLayout.Count * CompiledLifecycle.StateCount];
    private static readonly IReadOnlyList<ParticipationState>?[] Expected = new IReadOnlyList<ParticipationState>?[ConfigurationLayout.Count];

    internal static IReadOnlyList<Trigger> PermittedTriggers(int code) => Permitted[code] ??= ListPermitted(CompiledLifecycle.Permitted[code]);

    internal static IReadOnlyList<ParticipationState> ExpectedStates(int code) => Expected[code] ??= ListExpected(code);

    /// <summary>
    /// The shortest sequence of triggers to a state; of several, the first in trigger order; null when there is none (R26).
    /// </summary>
    internal static IReadOnlyList<Trigger>? Path(int code, ParticipationState target)
    {
        int number = (code * CompiledLifecycle.StateCount) + (int)target;
        return Paths[number] ??= ListPath(number);
    }

    /// <summary>The same to a configuration.</summary>
    internal static IReadOnlyList<Trigger>? Path(int start, int goal)
    {
        var cameFrom = new Dictionary<int, (int Before, Trigger Trigger)>();
        var waiting = new Queue<int>([start]);
        while (!cameFrom.ContainsKey(goal) && goal != start && waiting.TryDequeue(out int here))
        {
            foreach (Trigger trigger in PermittedTriggers(here))
            {
                int next = TransitionTable.Next(Configuration.FromCodeUnchecked(here), trigger).Next.Code;
                if (cameFrom.TryAdd(next, (here, trigger)))
                    waiting.Enqueue(next);
            }
        }

        if (goal != start && !cameFrom.ContainsKey(goal))
            return null;
        var path = new List<Trigger>();
        for (int current = goal; current != start; current = cameFrom[current].Before)
            path.Insert(0, cameFrom[current].Trigger);
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

    private static ReadOnlyCollection<Trigger> ListPermitted(uint bits)
    {
        var triggers = new List<Trigger>();
        for (Trigger trigger = default; bits != 0; trigger++, bits >>= 1)
        {
            if ((bits & 1) != 0)
                triggers.Add(trigger);
        }

        return triggers.AsReadOnly();
    }

    private static ReadOnlyCollection<Trigger>? ListPath(int number)
    {
        int start = CompiledLifecycle.PathStarts[number];
        if (CompiledLifecycle.Paths[start] == CompiledLifecycle.NoPath)
            return null;
        var path = new List<Trigger>();
        for (; CompiledLifecycle.Paths[start] != CompiledLifecycle.EndOfPath; start++)
            path.Add((Trigger)CompiledLifecycle.Paths[start]);
        return path.AsReadOnly();
    }

    /// <summary>The states met on the way to where this phase leads when all goes well (R13).</summary>
    private static ReadOnlyCollection<ParticipationState> ListExpected(int code)
    {
        // R13 wants AWAITING_METER_ACCESS while access is outstanding. With the grant before or after the telemetry the path is as long; that
        // it comes after, in that state, is due to TELEMETRY_RECEIVED being the earlier in trigger order.
        var states = new List<ParticipationState>();
        Configuration here = Configuration.FromCodeUnchecked(code);
        foreach (Trigger trigger in ExpectedTriggers(here))
        {
            Step step = TransitionTable.Next(here, trigger);
            if (step.Outcome == Outcome.Transitioned)
                states.Add(step.Next.State);
            here = step.Next;
        }

        return states.AsReadOnly();
    }
}

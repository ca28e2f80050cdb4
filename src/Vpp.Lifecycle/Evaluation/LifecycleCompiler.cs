namespace Vpp.Lifecycle;

/// <summary>
/// Works out from the rules what <see cref="CompiledLifecycle"/> holds. Not used by a host: what it gives is written into the assembly, and a test
/// compares.
/// </summary>
internal static class LifecycleCompiler
{
    /// <summary>The states and facts of the configurations, by code: the states in order, within a state the combinations in ascending order.</summary>
    internal static IReadOnlyList<(ParticipationState State, LifecycleFacts Facts)> Layout() =>
    [
        .. from descriptor in StateDescriptors.All
           from facts in LifecycleSpecification.MemoryOf(descriptor.State).Combinations()
           select (descriptor.State, facts),
    ];

    /// <summary>The triggers that would change something in a configuration, in trigger order.</summary>
    internal static IReadOnlyList<Trigger> Permitted(byte[] steps, int code) =>
    [
        .. TriggerDescriptors.All
            .Select(descriptor => descriptor.Trigger)
            .Where(trigger => StepOf(steps, code, trigger).Outcome is Outcome.Transitioned or Outcome.Updated),
    ];

    /// <summary>The shortest paths from a configuration to all states, by state; of several, the first in trigger order; null when there is none (R26).</summary>
    internal static IReadOnlyList<Trigger>?[] Paths(byte[] steps, int from)
    {
        // Breadth first, triggers in order: the first arrival anywhere is by the shortest path, and among those by the first in order.
        var paths = new IReadOnlyList<Trigger>?[StateDescriptors.All.Count];
        var arrivals = new Dictionary<int, Trigger[]> { [from] = [] };
        var queue = new Queue<int>([from]);
        while (queue.TryDequeue(out int here))
        {
            paths[(int)Configuration.FromCodeUnchecked(here).State] ??= arrivals[here];
            foreach (Trigger trigger in Permitted(steps, here))
            {
                int next = StepOf(steps, here, trigger).Next.Code;
                if (arrivals.TryAdd(next, [.. arrivals[here], trigger]))
                    queue.Enqueue(next);
            }
        }

        return paths;
    }

    private static Step StepOf(byte[] steps, int code, Trigger trigger) => Step.FromBits(steps[((int)trigger * TransitionTable.RowLength) + code]);
}

namespace Vpp.Lifecycle;

/// <content>The same on several threads, for fleets that outgrow a processor's caches. Replaying has no such form: its order matters.</content>
public static partial class Fleet
{
    // Large enough for handing out a part to cost nothing beside working on it, small enough for the parts to go round.
    private const int PartLength = 1 << 18;

    /// <summary>
    /// As <see cref="Apply(Trigger, Span{Configuration})"/>, on the threads of the host's pool and this one. The caller waits; below
    /// some hundred thousand it works alone.
    /// </summary>
    /// <param name="trigger">What happened to each.</param>
    /// <param name="fleet">The configurations; afterwards, those that follow.</param>
    /// <returns>How many had each outcome.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The trigger is not a defined one; nothing is changed.</exception>
    public static FleetSummary ApplyParallel(Trigger trigger, Memory<Configuration> fleet)
    {
        Defined.Require(trigger);
        var parts = new FleetSummary[PartCount(fleet.Length)];
        Parallel.For(0, parts.Length, number => parts[number] = Apply(trigger, fleet[Part(number, fleet.Length)].Span));
        return parts.Aggregate(default(FleetSummary), (sum, part) => sum + part);
    }

    /// <summary>
    /// As <see cref="Evaluate(ReadOnlySpan{Configuration}, ReadOnlySpan{Trigger}, Span{Step})"/>, on the threads of the host's pool and this
    /// one. The caller waits; below some hundred thousand it works alone.
    /// </summary>
    /// <param name="configurations">The configurations before.</param>
    /// <param name="triggers">A trigger for each.</param>
    /// <param name="steps">Takes the steps; <see cref="Step.Invalid"/> where the configuration or the trigger is not valid.</param>
    /// <exception cref="ArgumentException">The three do not have the same length, or the steps overlap one of the others and do not begin where it does.</exception>
    public static void EvaluateParallel(ReadOnlyMemory<Configuration> configurations, ReadOnlyMemory<Trigger> triggers, Memory<Step> steps)
    {
        RequireSameLength(configurations.Length, triggers.Length, steps.Length);
        RequireApart(configurations.Span, triggers.Span, steps.Span);
        Parallel.For(0, PartCount(steps.Length), number =>
        {
            Range part = Part(number, steps.Length);
            Evaluate(configurations[part].Span, triggers[part].Span, steps[part].Span);
        });
    }

    /// <summary>As <see cref="Count"/>, on the threads of the host's pool and this one. The caller waits; below some hundred thousand it works alone.</summary>
    /// <param name="fleet">The configurations.</param>
    public static FleetCounts CountParallel(ReadOnlyMemory<Configuration> fleet)
    {
        var parts = new FleetCounts[PartCount(fleet.Length)];
        Parallel.For(0, parts.Length, number => parts[number] = Count(fleet[Part(number, fleet.Length)].Span));
        return parts.Aggregate(Count([]), (sum, part) => sum + part);
    }

    private static int PartCount(int length) => (int)(((long)length + PartLength - 1) / PartLength);

    private static Range Part(int number, int length) => (number * PartLength)..(int)Math.Min(((long)number + 1) * PartLength, length);
}

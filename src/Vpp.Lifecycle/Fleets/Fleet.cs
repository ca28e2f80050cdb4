using System.Runtime.InteropServices;

namespace Vpp.Lifecycle;

/// <summary>
/// The lifecycle for a whole fleet at once: a participation is a <see cref="Configuration"/>, one byte, and a fleet is a span of them.
/// For what pauses, resumes or unenrols a programme, simulates millions, or evaluates anew after an outage.
/// </summary>
/// <remarks>
/// <para>Each method works with the widest vector instructions that the processor has, and gives the same with any or none.</para>
/// <para>
/// Bytes that were cast to configurations and are none (a code above 50) are left as they are, count as invalid, and never become
/// valid; <see cref="FirstInvalid"/> finds them.
/// </para>
/// <para>
/// Thread-safe as far as the spans given are: a span that is written must not be read or written by another thread meanwhile, and
/// what one call writes must not overlap what it reads, unless both are the very same memory from the first byte on; it is rejected.
/// </para>
/// </remarks>
public static partial class Fleet
{
    private const int RepeatedTriggers = 1024;

    /// <summary>One trigger for all of them, in place.</summary>
    /// <param name="trigger">What happened to each.</param>
    /// <param name="fleet">The configurations; afterwards, those that follow.</param>
    /// <returns>How many had each outcome.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The trigger is not a defined one; nothing is changed.</exception>
    public static FleetSummary Apply(Trigger trigger, Span<Configuration> fleet)
    {
        Defined.Require(trigger);
        return Apply(trigger, fleet, VectorPaths.Widest);
    }

    /// <summary>For each participation its own trigger: what the first does to the first, the second to the second, and so on. Changes nothing.</summary>
    /// <param name="configurations">The configurations before.</param>
    /// <param name="triggers">A trigger for each.</param>
    /// <param name="steps">Takes the steps; <see cref="Step.Invalid"/> where the configuration or the trigger is not valid.</param>
    /// <exception cref="ArgumentException">The three do not have the same length, or the steps overlap one of the others and do not begin where it does.</exception>
    public static void Evaluate(ReadOnlySpan<Configuration> configurations, ReadOnlySpan<Trigger> triggers, Span<Step> steps)
    {
        RequireSameLength(configurations.Length, triggers.Length, steps.Length);
        RequireApart(configurations, triggers, steps);
        Evaluate(configurations, triggers, steps, VectorPaths.Widest);
    }

    /// <summary>What one trigger does to each participation. Changes nothing.</summary>
    /// <param name="trigger">What happened to each.</param>
    /// <param name="configurations">The configurations before.</param>
    /// <param name="steps">Takes the steps; <see cref="Step.Invalid"/> where the configuration is not valid.</param>
    /// <exception cref="ArgumentOutOfRangeException">The trigger is not a defined one; nothing is written.</exception>
    /// <exception cref="ArgumentException">The two do not have the same length, or the steps overlap the configurations and do not begin where they do.</exception>
    public static void Evaluate(Trigger trigger, ReadOnlySpan<Configuration> configurations, Span<Step> steps)
    {
        Defined.Require(trigger);
        RequireSameLength(configurations.Length, configurations.Length, steps.Length);
        RequireApart(MemoryMarshal.AsBytes(configurations), MemoryMarshal.AsBytes<Step>(steps), "configurations");
        Span<Trigger> triggers = stackalloc Trigger[Math.Min(RepeatedTriggers, steps.Length)];
        triggers.Fill(trigger);
        for (int done = 0; done < steps.Length; done += triggers.Length)
        {
            int length = Math.Min(triggers.Length, steps.Length - done);
            Evaluate(configurations.Slice(done, length), triggers[..length], steps.Slice(done, length), VectorPaths.Widest);
        }
    }

    /// <summary>Applies events in their order, in place.</summary>
    /// <param name="fleet">The configurations; afterwards, those that follow.</param>
    /// <param name="events">Each names a participation by its place in the fleet.</param>
    /// <returns>How many events had each outcome; invalid are those for bytes that are no configuration.</returns>
    /// <exception cref="ArgumentException">An event's index is outside the fleet, its trigger is not a defined one, or the events overlap the fleet; nothing is changed.</exception>
    public static FleetSummary Replay(Span<Configuration> fleet, ReadOnlySpan<FleetEvent> events)
    {
        if (MemoryMarshal.AsBytes(events).Overlaps(MemoryMarshal.AsBytes(fleet)))
            throw new ArgumentException("The events overlap the fleet, which is written. Allowed: memory of their own.", nameof(events));
        EventReplay.Require(events, fleet.Length);
        OutcomeTally tally = default;
        EventReplay.Run(MemoryMarshal.Cast<Configuration, byte>(fleet), events, ref tally);
        return tally.Summarise(events.Length);
    }

    /// <summary>How many are in each configuration, and so in each state.</summary>
    /// <param name="fleet">The configurations.</param>
    public static FleetCounts Count(ReadOnlySpan<Configuration> fleet) => CodeCount.Of(MemoryMarshal.Cast<Configuration, byte>(fleet));

    /// <summary>Where the first byte is that is no configuration.</summary>
    /// <param name="fleet">The configurations.</param>
    /// <returns>Its place; −1 when all are valid.</returns>
    public static int FirstInvalid(ReadOnlySpan<Configuration> fleet) =>
        MemoryMarshal.Cast<Configuration, byte>(fleet).IndexOfAnyExceptInRange((byte)0, (byte)(ConfigurationLayout.Count - 1));

    internal static FleetSummary Apply(Trigger trigger, Span<Configuration> fleet, VectorPath widest)
    {
        ReadOnlySpan<byte> row = ChangeTable.Row(trigger);
        Span<byte> rest = MemoryMarshal.Cast<Configuration, byte>(fleet);
        OutcomeTally tally = default;

        // Each path does what fills its vectors and leaves the remainder to the next narrower.
        for (VectorPath path = widest; !rest.IsEmpty; path--)
            rest = rest[Apply(row, rest, path, ref tally)..];
        return tally.Summarise(fleet.Length);
    }

    internal static void Evaluate(
        ReadOnlySpan<Configuration> configurations, ReadOnlySpan<Trigger> triggers, Span<Step> steps, VectorPath widest)
    {
        ReadOnlySpan<byte> codes = MemoryMarshal.Cast<Configuration, byte>(configurations);
        ReadOnlySpan<byte> triggerNumbers = MemoryMarshal.Cast<Trigger, byte>(triggers);
        Span<byte> bits = MemoryMarshal.Cast<Step, byte>(steps);

        // Without an instruction that looks up 64 entries at once, one by one is the fastest.
        int done = widest switch
        {
            VectorPath.Vector512 => EvaluateVector512.Run(codes, triggerNumbers, bits),
            _ => 0,
        };
        EvaluateScalar.Run(codes[done..], triggerNumbers[done..], bits[done..]);
    }

    /// <summary>A trigger's row applied on one path to as many codes as fill its vectors.</summary>
    /// <returns>How many codes these were.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is no path.</exception>
    internal static int Apply(ReadOnlySpan<byte> row, Span<byte> codes, VectorPath path, ref OutcomeTally tally) => path switch
    {
        VectorPath.Vector512 => ApplyVector512.Run(codes, row, ref tally),
        VectorPath.Vector256 => ApplyVector256.Run(codes, row, ref tally),
        VectorPath.Vector128 => ApplyVector128.Run(codes, row, ref tally),
        VectorPath.Scalar => ApplyScalar.Run(codes, row, ref tally),
        _ => throw new ArgumentOutOfRangeException(nameof(path), path, message: null),
    };

    /// <summary>A step that is written over a configuration or trigger not read yet would be read in its place.</summary>
    private static void RequireApart(ReadOnlySpan<Configuration> configurations, ReadOnlySpan<Trigger> triggers, ReadOnlySpan<Step> steps)
    {
        RequireApart(MemoryMarshal.AsBytes(configurations), MemoryMarshal.AsBytes(steps), "configurations");
        RequireApart(MemoryMarshal.AsBytes(triggers), MemoryMarshal.AsBytes(steps), "triggers");
    }

    private static void RequireApart(ReadOnlySpan<byte> read, ReadOnlySpan<byte> steps, string name)
    {
        if (steps.Overlaps(read, out int offset) && offset != 0)
            throw new ArgumentException($"The steps overlap the {name} and begin elsewhere. Allowed: memory of their own, or the very same.", nameof(steps));
    }

    private static void RequireSameLength(int configurations, int triggers, int steps)
    {
        if (triggers != configurations)
            throw new ArgumentException($"There are {configurations} configurations and {triggers} triggers. Allowed: as many of either.", nameof(triggers));
        if (steps != configurations)
            throw new ArgumentException($"There are {configurations} configurations and room for {steps} steps. Allowed: as many of either.", nameof(steps));
    }
}

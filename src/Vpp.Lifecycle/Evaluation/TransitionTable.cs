namespace Vpp.Lifecycle;

/// <summary>
/// The rules, compiled: one step for each of the 51 configurations and 28 triggers. Thread-safe; nothing evaluates a rule or a
/// guard: the table is data of the assembly, and a test holds it to the rules.
/// </summary>
public static class TransitionTable
{
    /// <summary>A row is a trigger's 51 steps, padded with <see cref="Step.Invalid"/> to 64 bytes: one vector register.</summary>
    internal const int RowLength = 64;

    /// <summary>What a trigger does to a configuration.</summary>
    /// <param name="configuration">The configuration before.</param>
    /// <param name="trigger">The trigger fired.</param>
    /// <returns>The outcome and the configuration after; <see cref="Step.Invalid"/> when the configuration is not valid.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The trigger is not a defined one.</exception>
    public static Step Next(Configuration configuration, Trigger trigger)
    {
        Defined.Require(trigger);
        int index = ((int)trigger * RowLength) + Math.Min(configuration.Code, (byte)(RowLength - 1));
        return Step.FromBits(CompiledLifecycle.Steps[index]);
    }

    /// <summary>The 64 steps of a trigger, by code.</summary>
    internal static ReadOnlySpan<byte> Row(Trigger trigger) => CompiledLifecycle.Steps.Slice((int)trigger * RowLength, RowLength);
}

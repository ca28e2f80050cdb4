using Vpp.Lifecycle.Stateless;

namespace Vpp.Lifecycle.Tests.Bridge.Proof;

/// <summary>One byte for each configuration and trigger, from whichever source: the outcome in the two high bits, the code afterwards below.</summary>
internal static class StepTable
{
    /// <summary>What stands where the machine stops with an error, which no step of the lifecycle is.</summary>
    internal const byte Stopped = byte.MaxValue;

    private static readonly Trigger[] Triggers = Enum.GetValues<Trigger>();

    internal static int Length => Numbering.Count * Triggers.Length;

    /// <summary>
    /// The bytes that a running Stateless machine gives: it is set to a configuration, the trigger is fired, and written down is where
    /// Stateless says that it has gone and what is stored then. Made as they are asked for.
    /// </summary>
    internal static IEnumerable<byte> OfMachine(RuleSet rules)
    {
        var observed = new ObservedMachine(rules);
        return from index in Enumerable.Range(0, Length) select observed.Fire(Numbering.Of(CodeAt(index)), TriggerAt(index));
    }

    /// <summary>The bytes of the table that the library has compiled, or compiles from the rules.</summary>
    internal static IEnumerable<byte> OfLibrary() =>
        from index in Enumerable.Range(0, Length) select TransitionTable.Next(Configuration.FromCode(CodeAt(index)), TriggerAt(index)).Bits;

    internal static byte[] OfCompiler(IReadOnlyList<Rule> rules)
    {
        byte[] rows = TransitionTableCompiler.Compile(rules);
        return [.. from index in Enumerable.Range(0, Length) select rows[((int)TriggerAt(index) * TransitionTable.RowLength) + CodeAt(index)]];
    }

    /// <summary>Where two tables differ, in words.</summary>
    internal static IEnumerable<string> Differences(IEnumerable<byte> machine, IEnumerable<byte> table) =>
        machine.Zip(table)
            .Select((bytes, index) => (Index: index, bytes.First, bytes.Second))
            .Where(step => step.First != step.Second)
            .Select(step => $"{Numbering.Of(CodeAt(step.Index))} {TriggerAt(step.Index).ToWireName()}: Stateless 0x{step.First:X2}, table 0x{step.Second:X2}");

    private static int CodeAt(int index) => index % Numbering.Count;

    private static Trigger TriggerAt(int index) => Triggers[index / Numbering.Count];
}

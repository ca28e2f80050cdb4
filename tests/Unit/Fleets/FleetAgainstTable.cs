using System.Runtime.InteropServices;

namespace Vpp.Lifecycle.Tests.Unit.Fleets;

/// <summary>Compares what a path makes of spans of every length up to 300, at several starts, with one look-up in the table after another.</summary>
internal static class FleetAgainstTable
{
    private const int LongestLength = 300;
    private const int Margin = 80;
    private const byte MarginByte = 0xA5;

    private static readonly Trigger[] Triggers = Enum.GetValues<Trigger>();

    /// <summary>Every configuration, every other byte, and more of the former than of the latter.</summary>
    internal static byte[] Codes(int length, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (byte)(random.Next(8) == 0 ? random.Next(256) : random.Next(Configuration.Count)))];
    }

    internal static Span<Configuration> AsConfigurations(Span<byte> codes) => MemoryMarshal.Cast<byte, Configuration>(codes);

    /// <summary>The first way in which applying in place differs from the table; null when none does.</summary>
    internal static string? FirstDifferenceOfApply(VectorPath path)
    {
        for (int length = 0; length <= LongestLength; length++)
        {
            byte[] before = Codes(length, seed: length);
            foreach (Trigger trigger in Triggers)
            {
                int start = (length + (int)trigger) % Margin;
                byte[] memory = WithMargins(before, start);
                FleetSummary summary = Fleet.Apply(trigger, AsConfigurations(memory.AsSpan(start, length)), path);

                (byte[] expected, FleetSummary expectedSummary) = AppliedOneByOne(trigger, before);
                if (!memory.AsSpan().SequenceEqual(WithMargins(expected, start)) || summary != expectedSummary)
                    return $"{path}: {trigger} applied to {length} from {start}: {summary} and not {expectedSummary}, or other bytes.";
            }
        }

        return null;
    }

    /// <summary>The first way in which evaluating pairs differs from the table; null when none does.</summary>
    internal static string? FirstDifferenceOfEvaluate(VectorPath path)
    {
        for (int length = 0; length <= LongestLength; length++)
        {
            for (int start = 0; start < 3; start++)
            {
                byte[] codes = Codes(length, seed: length);
                var random = new Random(length);
                Trigger[] triggers = [.. codes.Select(_ => (Trigger)(random.Next(8) == 0 ? random.Next(256) : random.Next(Triggers.Length)))];
                byte[] memory = WithMargins(new byte[length], start);
                Fleet.Evaluate(
                    AsConfigurations(WithMargins(codes, start).AsSpan(start, length)),
                    Enumerable.Repeat(Trigger.SiteDeleted, start).Concat(triggers).ToArray().AsSpan(start),
                    MemoryMarshal.Cast<byte, Step>(memory.AsSpan(start, length)),
                    path);

                byte[] expected = [.. codes.Zip(triggers, StepOf)];
                if (!memory.AsSpan().SequenceEqual(WithMargins(expected, start)))
                    return $"{path}: {length} pairs from {start} give other bytes.";
            }
        }

        return null;
    }

    internal static (byte[] Codes, FleetSummary Summary) AppliedOneByOne(Trigger trigger, byte[] codes)
    {
        byte[] after = [.. codes];
        long[] outcomes = new long[4];
        long invalid = 0;
        for (int index = 0; index < codes.Length; index++)
        {
            if (codes[index] >= Configuration.Count)
            {
                invalid++;
                continue;
            }

            Step step = TransitionTable.Next(Configuration.FromCode(codes[index]), trigger);
            after[index] = step.Next.Code;
            outcomes[(int)step.Outcome]++;
        }

        return (after, new FleetSummary(
            outcomes[(int)Outcome.Transitioned], outcomes[(int)Outcome.Updated], outcomes[(int)Outcome.Ignored], outcomes[(int)Outcome.Rejected],
            invalid));
    }

    private static byte StepOf(byte code, Trigger trigger) =>
        code < Configuration.Count && Enum.IsDefined(trigger) ? TransitionTable.Next(Configuration.FromCode(code), trigger).Bits : (byte)0xFF;

    private static byte[] WithMargins(byte[] bytes, int start)
    {
        byte[] memory = new byte[start + bytes.Length + Margin];
        Array.Fill(memory, MarginByte);
        bytes.CopyTo(memory, start);
        return memory;
    }
}

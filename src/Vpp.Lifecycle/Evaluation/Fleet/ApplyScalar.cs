namespace Vpp.Lifecycle;

/// <summary>A trigger applied to one code after another.</summary>
internal static class ApplyScalar
{
    internal static void Run(Span<byte> codes, ReadOnlySpan<byte> row, ref OutcomeTally tally)
    {
        Span<long> counts = stackalloc long[4];
        counts.Clear();
        long invalid = 0;
        foreach (ref byte code in codes)
        {
            if (code >= ConfigurationLayout.Count)
            {
                invalid++;
                continue;
            }

            byte change = row[code];
            counts[change >> 6]++;
            code ^= (byte)(change & ChangeTable.CodeMask);
        }

        tally.Updated += counts[(int)Outcome.Updated];
        tally.Ignored += counts[(int)Outcome.Ignored];
        tally.Rejected += counts[(int)Outcome.Rejected];
        tally.Invalid += invalid;
    }
}

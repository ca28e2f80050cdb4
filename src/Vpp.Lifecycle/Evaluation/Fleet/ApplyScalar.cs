namespace Vpp.Lifecycle;

/// <summary>A trigger applied to one code after another.</summary>
internal static class ApplyScalar
{
    internal static void Run(Span<byte> codes, ReadOnlySpan<byte> row, ref OutcomeTally tally)
    {
        while (!codes.IsEmpty)
        {
            Span<byte> block = codes[..Math.Min(codes.Length, OutcomeTally.RegisterCapacity)];
            codes = codes[block.Length..];
            ulong counts = 0;
            foreach (ref byte place in block)
            {
                byte code = place;
                if (code >= ConfigurationLayout.Count)
                {
                    tally.Invalid++;
                    continue;
                }

                byte change = row[code];
                place = (byte)(code ^ (change & ChangeTable.CodeMask));
                counts += OutcomeTally.One(change);
            }

            tally.Add(counts);
        }
    }
}

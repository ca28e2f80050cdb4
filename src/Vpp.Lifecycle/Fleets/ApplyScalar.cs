namespace Vpp.Lifecycle;

/// <summary>A trigger applied to one code after another.</summary>
internal static class ApplyScalar
{
    /// <summary>Applies to all of them.</summary>
    /// <returns>How many codes these were.</returns>
    internal static int Run(Span<byte> codes, ReadOnlySpan<byte> row, ref OutcomeTally tally)
    {
        for (Span<byte> rest = codes; !rest.IsEmpty;)
        {
            Span<byte> block = rest[..Math.Min(rest.Length, OutcomeTally.RegisterCapacity)];
            rest = rest[block.Length..];
            ulong counts = 0;
            foreach (ref byte element in block)
            {
                byte code = element;
                if (code >= ConfigurationLayout.Count)
                {
                    tally.Invalid++;
                    continue;
                }

                byte change = row[code];
                element = (byte)(code ^ (change & ChangeTable.CodeMask));
                counts += OutcomeTally.One(change);
            }

            tally.Add(counts);
        }

        return codes.Length;
    }
}

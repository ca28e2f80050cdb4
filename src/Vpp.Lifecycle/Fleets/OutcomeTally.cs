namespace Vpp.Lifecycle;

/// <summary>Counts outcomes while a fleet is being run through the table. What is not counted here has transitioned.</summary>
internal struct OutcomeTally
{
    /// <summary>How many steps one register of <see cref="One"/>s can count before a field of it may overflow.</summary>
    internal const int RegisterCapacity = ushort.MaxValue;

    internal long Updated;
    internal long Ignored;
    internal long Rejected;
    internal long Invalid;

    /// <summary>A step counted in a register: one in the field of its outcome, each 16 bits wide.</summary>
    /// <param name="step">A step or a change: the outcome is in the two high bits.</param>
    internal static ulong One(byte step) => 1UL << (step >> Step.OutcomeShift << 4);

    /// <summary>Takes over what a register has counted.</summary>
    internal void Add(ulong register)
    {
        Updated += Field(Outcome.Updated);
        Ignored += Field(Outcome.Ignored);
        Rejected += Field(Outcome.Rejected);

        long Field(Outcome outcome) => (ushort)(register >> ((int)outcome << 4));
    }

    /// <summary>Counts the bytes that are no configuration. They are so before and after a trigger, and no others are.</summary>
    internal void AddInvalid(ReadOnlySpan<byte> codes)
    {
        foreach (byte code in codes)
        {
            if (code >= ConfigurationLayout.Count)
                Invalid++;
        }
    }

    internal readonly FleetSummary Summarise(long total) =>
        new(total - Updated - Ignored - Rejected - Invalid, Updated, Ignored, Rejected, Invalid);
}

namespace Vpp.Lifecycle;

/// <summary>Counts outcomes while a fleet is being run through the table. What is not counted here has transitioned.</summary>
internal struct OutcomeTally
{
    internal long Updated;
    internal long Ignored;
    internal long Rejected;
    internal long Invalid;

    internal readonly FleetSummary Summarise(long total) =>
        new(total - Updated - Ignored - Rejected - Invalid, Updated, Ignored, Rejected, Invalid);

    /// <summary>Counts the bytes that are no configuration. They are so before and after a trigger, and no others are.</summary>
    internal void AddInvalid(ReadOnlySpan<byte> codes)
    {
        foreach (byte code in codes)
        {
            if (code >= ConfigurationLayout.Count)
                Invalid++;
        }
    }
}

namespace Vpp.Lifecycle;

/// <summary>What a trigger records besides what it does (R10).</summary>
[Flags]
internal enum RecordedSightings : byte
{
    None = 0,
    TelemetrySighting = 1,
    Consent = 2,

    /// <summary>One of the two, whichever it is.</summary>
    Either = 4,
    All = TelemetrySighting | Consent | Either,
}

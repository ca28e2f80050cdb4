namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>What a request says beside its time.</summary>
/// <param name="details">As <see cref="Replay.Details.PackOwn"/> wrote them.</param>
/// <param name="terms">As <see cref="Replay.Details.PackTerms"/> wrote them.</param>
/// <param name="hashOfTerms">The hash of these.</param>
/// <param name="meterAccess">Whether the boundary meter is needed and can be read already.</param>
internal readonly ref struct LoggedRequest(ReadOnlySpan<byte> details, ReadOnlySpan<byte> terms, uint hashOfTerms, MeterAccess meterAccess)
{
    internal ReadOnlySpan<byte> Details { get; } = details;

    internal ReadOnlySpan<byte> Terms { get; } = terms;

    internal uint HashOfTerms { get; } = hashOfTerms;

    internal MeterAccess MeterAccess { get; } = meterAccess;
}

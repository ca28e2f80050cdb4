using System.Text.Json;

namespace Vpp.Lifecycle.Json;

/// <summary>What the member <c>object</c> says of each kind of document.</summary>
internal static class ObjectNames
{
    internal static readonly JsonEncodedText Participation = JsonEncodedText.Encode("vpp-participation");
    internal static readonly JsonEncodedText List = JsonEncodedText.Encode("list");
    internal static readonly JsonEncodedText Snapshot = JsonEncodedText.Encode("vpp-participation-snapshot");
    internal static readonly JsonEncodedText DwellStatistics = JsonEncodedText.Encode("vpp-dwell-statistics");
}

using System.Text.Json;

namespace Vpp.Lifecycle.Hosting.Bulk;

/// <summary>How far a bulk request has come, as it is stored with its key.</summary>
/// <param name="LastId">All up to this identifier have been evaluated.</param>
/// <param name="Summary">What came of them.</param>
/// <param name="Pending">Of those the ones that another writer had just changed: they are to be evaluated again.</param>
internal sealed record BulkProgress(string LastId, BulkSummary Summary, IReadOnlyList<string> Pending)
{
    public static BulkProgress None { get; } = new("", BulkSummary.None, []);

    public static BulkProgress Parse(string json) => JsonSerializer.Deserialize(json, BulkProgressJson.Default.BulkProgress)!;

    public string ToJson() => JsonSerializer.Serialize(this, BulkProgressJson.Default.BulkProgress);
}

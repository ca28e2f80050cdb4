using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vpp.Lifecycle.Hosting.Bulk;

/// <summary>How far a bulk request has come, as it is stored with its key.</summary>
internal sealed record BulkProgress(string LastId, BulkSummary Summary)
{
    public static BulkProgress None { get; } = new("", BulkSummary.None);

    public static BulkProgress Parse(string json) => JsonSerializer.Deserialize(json, BulkProgressJson.Default.BulkProgress)!;

    public string ToJson() => JsonSerializer.Serialize(this, BulkProgressJson.Default.BulkProgress);
}

/// <summary>Written without reflection.</summary>
[JsonSerializable(typeof(BulkProgress))]
internal sealed partial class BulkProgressJson : JsonSerializerContext;

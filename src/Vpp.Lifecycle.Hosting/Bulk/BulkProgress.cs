using System.Text.Json;

namespace Vpp.Lifecycle.Hosting.Bulk;

/// <summary>How far a bulk request has come, as it is stored with its key.</summary>
/// <param name="LastId">All up to this identifier have been evaluated.</param>
/// <param name="Summary">What came of them.</param>
/// <param name="Pending">Of those the ones that another writer had just changed: they are to be evaluated again.</param>
internal sealed record BulkProgress(string LastId, BulkSummary Summary, IReadOnlyList<string> Pending)
{
    public static BulkProgress None { get; } = new("", BulkSummary.None, []);

    /// <exception cref="JsonException">It is none.</exception>
    public static BulkProgress Parse(string json) =>
        JsonSerializer.Deserialize(json, BulkProgressJson.Default.BulkProgress) is { LastId: not null, Summary: not null, Pending: not null } progress ? progress : throw new JsonException("It is no progress of a bulk request.");

    /// <summary>As <see cref="Parse"/>; of what is none, from the beginning: what is done already is not done twice.</summary>
    public static BulkProgress ParseOrNone(string json)
    {
        try
        {
            return Parse(json);
        }
        catch (JsonException)
        {
            return None;
        }
    }

    public string ToJson() => JsonSerializer.Serialize(this, BulkProgressJson.Default.BulkProgress);
}

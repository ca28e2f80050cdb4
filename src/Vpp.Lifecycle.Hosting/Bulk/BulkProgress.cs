using System.Text.Json;

namespace Vpp.Lifecycle.Hosting.Bulk;

/// <summary>How far a bulk request has come, as it is stored with its key.</summary>
/// <param name="LastId">All up to this identifier have been evaluated.</param>
/// <param name="Summary">What came of them.</param>
/// <param name="Pending">Of those the ones that are to be evaluated again: another writer had just changed them, or they were left over.</param>
/// <param name="LeftOver">Those that could not be done by now and are counted so, contended or set aside; no more of them than are remembered. Null for none.</param>
/// <param name="IsThrough">Whether all were evaluated, and those left over alone are to be done.</param>
internal sealed record BulkProgress(string LastId, BulkSummary Summary, IReadOnlyList<string> Pending, IReadOnlyList<string>? LeftOver = null, bool IsThrough = false)
{
    // Some 300 KB at the most, with which each batch is written.
    private const int MostLeftOver = 10_000;

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

    /// <summary>What came of a participation that was changed by itself.</summary>
    public BulkProgress Plus(string id, ChangeResult result) =>
        (result.Value is Contended or UnreadableParticipation ? PlusLeftOver([id]) : this) with { Summary = Summary.Plus(result) };

    public BulkProgress PlusLeftOver(IReadOnlyCollection<string> ids) =>
        ids.Count == 0 || LeftOver?.Count >= MostLeftOver ? this : this with { LeftOver = [.. LeftOver ?? [], .. ids.Take(MostLeftOver - (LeftOver?.Count ?? 0))] };

    /// <summary>
    /// Where the same request begins when it comes again after all were evaluated: with those left over, counted no more. Where they are too many to be remembered, at the start, since nothing is done twice. Null
    /// where nothing is left over.
    /// </summary>
    public BulkProgress? ToGoOn()
    {
        long leftOver = Summary.Contended + Summary.SetAside;
        if (leftOver == 0)
            return null;
        return leftOver > (LeftOver?.Count ?? 0) ? None : new BulkProgress(LastId, Summary with { Contended = 0, SetAside = 0 }, LeftOver!, IsThrough: true);
    }

    public string ToJson() => JsonSerializer.Serialize(this, BulkProgressJson.Default.BulkProgress);
}

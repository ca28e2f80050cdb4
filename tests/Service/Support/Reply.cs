using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Vpp.Lifecycle.Tests.Service.Support;

/// <summary>An answer, read whole.</summary>
internal sealed record Reply(HttpStatusCode Status, byte[] Body, IReadOnlyDictionary<string, string> Headers)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public JsonObject Json => JsonNode.Parse(Body)!.AsObject();

    public string? this[string member] => Json[member]?.ToString();

    public string? ETag => Headers.GetValueOrDefault("ETag");

    /// <summary>The number of the write that the ETag is of: "9-1f2e….…" is the ninth.</summary>
    public long Version => long.Parse(ETag!.AsSpan(1, ETag!.IndexOf('-', StringComparison.Ordinal) - 1), System.Globalization.CultureInfo.InvariantCulture);

    public override string ToString() => $"{(int)Status} {Text}";
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace Vpp.Lifecycle.Tests.Service.Support;

/// <summary>Holds JSON against a schema of the service's OpenAPI document, which is JSON Schema.</summary>
internal static class SchemaCheck
{
    private static readonly EvaluationOptions Options = new() { OutputFormat = OutputFormat.List, RequireFormatValidation = true };

    /// <summary>What does not fit, each with its place; empty when all does.</summary>
    public static IReadOnlyList<string> Faults(JsonNode document, JsonObject schema, JsonNode value)
    {
        JsonObject whole = schema.DeepClone().AsObject();
        whole["$defs"] = document["components"]!["schemas"]!.DeepClone();
        // A validator knows $defs, and components as little as any other word that is no keyword.
        string text = whole.ToJsonString().Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal);
        EvaluationResults results = JsonSchema.FromText(text).Evaluate(JsonSerializer.SerializeToElement(value), Options);
        return results.IsValid
            ? []
            : [.. from detail in results.Details ?? [] from error in detail.Errors ?? [] select $"{detail.InstanceLocation}: {error.Key}: {error.Value}"];
    }
}

using System.Text.Json.Nodes;

namespace Vpp.Lifecycle.Tests.Service.Support;

/// <summary>Holds JSON against the part of JSON Schema that the service's OpenAPI document uses; any other keyword is a fault of the document.</summary>
internal static class SchemaCheck
{
    private static readonly string[] Known =
        ["type", "properties", "required", "additionalProperties", "items", "minItems", "enum", "format", "description", "minimum", "maximum", "maxLength", "default", "$ref"];

    /// <summary>What does not fit, each with its place; empty when all does.</summary>
    public static IReadOnlyList<string> Faults(JsonNode document, JsonObject schema, JsonNode? value, string place = "$")
    {
        var faults = new List<string>();
        Check(document, schema, value, place, faults);
        return faults;
    }

    private static void Check(JsonNode document, JsonObject schema, JsonNode? value, string place, List<string> faults)
    {
        foreach ((string keyword, _) in schema.Where(member => !Known.Contains(member.Key)))
            faults.Add($"{place}: the schema uses {keyword}");
        if (schema["$ref"] is { } reference)
        {
            JsonNode target = reference.ToString().Split('/').Skip(1).Aggregate(document, (node, name) => node[name] ?? throw new InvalidOperationException($"{reference} leads nowhere."));
            Check(document, target.AsObject(), value, place, faults);
            return;
        }

        string[] types = schema["type"] switch { JsonArray several => [.. several.Select(type => type!.ToString())], { } one => [one.ToString()], null => [] };
        if (types.Length > 0 && !types.Contains(TypeOf(value)) && !(TypeOf(value) == "integer" && types.Contains("number")))
        {
            faults.Add($"{place}: {TypeOf(value)}, not {string.Join(" or ", types)}");
            return;
        }

        if (schema["enum"] is JsonArray allowed && !allowed.Any(item => JsonNode.DeepEquals(item, value)))
            faults.Add($"{place}: {value} is none of the values");
        if (schema["format"]?.ToString() == "date-time" && value is not null && !DateTimeOffset.TryParse(value.ToString(), System.Globalization.CultureInfo.InvariantCulture, out _))
            faults.Add($"{place}: {value} is no time");
        if (schema["minimum"] is { } least && value is not null && (long)value < (long)least)
            faults.Add($"{place}: {value} is less than {least}");
        if (value is JsonObject members)
            CheckMembers(document, schema, members, place, faults);
        if (value is JsonArray list)
        {
            if (schema["minItems"] is { } few && list.Count < (int)few)
                faults.Add($"{place}: {list.Count} items");
            for (int index = 0; index < list.Count && schema["items"] is JsonObject items; index++)
                Check(document, items, list[index], $"{place}[{index}]", faults);
        }
    }

    private static void CheckMembers(JsonNode document, JsonObject schema, JsonObject members, string place, List<string> faults)
    {
        foreach (JsonNode? name in schema["required"]?.AsArray() ?? [])
        {
            if (!members.ContainsKey(name!.ToString()))
                faults.Add($"{place}: {name} is missing");
        }

        foreach ((string name, JsonNode? member) in members)
        {
            if (schema["properties"]?[name] is JsonObject known)
                Check(document, known, member, $"{place}.{name}", faults);
            else if (schema["additionalProperties"] is JsonValue open && !(bool)open)
                faults.Add($"{place}: {name} is not described");
        }
    }

    private static string TypeOf(JsonNode? value) => value?.GetValueKind() switch
    {
        null or System.Text.Json.JsonValueKind.Null => "null",
        System.Text.Json.JsonValueKind.String => "string",
        System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False => "boolean",
        System.Text.Json.JsonValueKind.Number => value!.ToJsonString().Contains('.', StringComparison.Ordinal) ? "number" : "integer",
        System.Text.Json.JsonValueKind.Object => "object",
        _ => "array",
    };
}

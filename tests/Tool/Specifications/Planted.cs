using System.Text;
using System.Text.Json.Nodes;
using Vpp.Lifecycle.Export;
using Vpp.Lifecycle.Tool.Specifications;

namespace Vpp.Lifecycle.Tests.Tool.Specifications;

/// <summary>This build's specification with changes planted in it.</summary>
internal static class Planted
{
    internal static readonly string[] NoChange = [];

    internal static Specification Current { get; } = Read("this build", JsonExport.Write());

    internal static string Json(Action<JsonObject> change)
    {
        JsonObject specification = JsonNode.Parse(JsonExport.Write())!.AsObject();
        change(specification);
        return specification.ToJsonString();
    }

    internal static Specification With(Action<JsonObject> change) => Read("planted", Json(change));

    internal static Specification Read(string name, string json) => SpecificationFile.Parse(name, Encoding.UTF8.GetBytes(json));

    internal static JsonObject Step(JsonObject specification, int from, string trigger) => specification["steps"]!.AsArray()
        .Select(step => step!.AsObject())
        .Single(step => (int)step["from"]! == from && (string)step["trigger"]! == trigger);

    internal static void Change(JsonObject specification, int from, string trigger, string outcome, int to)
    {
        JsonObject step = Step(specification, from, trigger);
        step["outcome"] = outcome;
        step["to"] = to;
    }
}

using System.Text.Json;

namespace Vpp.Lifecycle.Tool.Specifications;

/// <summary>A value in a document that has to be whole, and where it is; what is not as it should be is said with the place.</summary>
internal readonly record struct LocatedElement(string File, string Path, JsonElement Element)
{
    internal LocatedElement Member(string name)
    {
        if (Element.ValueKind != JsonValueKind.Object)
            throw Unusable("is no object");
        JsonProperty[] found = [.. Element.EnumerateObject().Where(member => member.NameEquals(name))];
        return found.Length switch
        {
            0 => throw Unusable($"has no member \"{name}\""),
            1 => this with { Path = $"{Path}.{name}", Element = found[0].Value },
            _ => throw Unusable($"has the member \"{name}\" more than once"),
        };
    }

    internal IEnumerable<(string Name, LocatedElement Value)> Members()
    {
        LocatedElement here = this;
        return Element.EnumerateObject().DistinctBy(member => member.Name).Select(member => (member.Name, here with { Path = $"{here.Path}.{member.Name}", Element = member.Value }));
    }

    internal IEnumerable<LocatedElement> Items()
    {
        if (Element.ValueKind != JsonValueKind.Array)
            throw Unusable("is no array");
        LocatedElement here = this;
        return Element.EnumerateArray().Select((item, index) => here with { Path = $"{here.Path}[{index}]", Element = item });
    }

    internal string Text() => Element.ValueKind == JsonValueKind.String ? Element.GetString()! : throw Unusable("is no string");

    internal string? TextOrNull() => Element.ValueKind == JsonValueKind.Null ? null : Text();

    internal string OneOf(string[] allowed) => allowed.Contains(Text()) ? Text() : throw Unusable($"is \"{Excerpt.Of(Text())}\". Allowed: {string.Join(", ", allowed)}");

    internal bool Flag() => Element.ValueKind is JsonValueKind.True or JsonValueKind.False ? Element.GetBoolean() : throw Unusable("is neither true nor false");

    internal int Number() => Element.ValueKind == JsonValueKind.Number && Element.TryGetInt32(out int number) ? number : throw Unusable("is no whole number");

    /// <summary>The value for people: a text as it is, anything else as JSON.</summary>
    internal string Words() => Element.ValueKind == JsonValueKind.String ? Text() : Element.GetRawText();

    internal UnusableException Unusable(string what) => new($"Cannot use {File}: {Path} {what}.");
}

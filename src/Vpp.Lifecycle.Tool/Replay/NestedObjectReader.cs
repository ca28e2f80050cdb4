using System.Text.Json;

namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>
/// Reads an optional object of an identifier, a display name and perhaps a URL, and makes it once where it repeats. Not thread-safe.
/// </summary>
/// <param name="displayNameMember">The display name's member.</param>
/// <param name="urlMember">The URL's member.</param>
/// <param name="make">Makes the object of its three parts.</param>
internal sealed class NestedObjectReader<T>(string displayNameMember, string urlMember, Func<string, string, string?, T> make)
    where T : class
{
    private readonly RecentObjects<T> _recent = new();

    /// <summary>Reads the object; null when it is absent or anything is wrong with the line.</summary>
    internal T? Read(ref ValueReader values, in Member member)
    {
        if (!values.IsObject(member))
            return null;
        ReadOnlySpan<byte> json = member.Value.In(values.Line);
        if (_recent.Find(json) is { } known)
            return known;

        string id = values.IdentifierText(Find(values.Line, member, "id"));
        string displayName = values.Text(Find(values.Line, member, displayNameMember));
        string? url = values.OptionalText(Find(values.Line, member, urlMember));
        if (values.HasProblem)
            return null;
        T made = make(id, displayName, url);
        _recent.Keep(json, made);
        return made;
    }

    private static Member Find(ReadOnlySpan<byte> line, in Member parent, string name)
    {
        ValuePlace found = default;
        var reader = new Utf8JsonReader(parent.Value.In(line), LineScanner.Options);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isWanted = reader.ValueTextEquals(name);
            reader.Read();
            if (isWanted)
                found = found.With(ref reader);
            bool isContainer = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
            reader.Skip();
            if (isWanted && isContainer)
                found = found.With(ref reader);
        }

        return new Member($"{parent.Path}.{name}", found with { Start = parent.Value.Start + found.Start });
    }
}

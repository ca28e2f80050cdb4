using System.Text.Json;
using System.Text.Unicode;
using Vpp.Lifecycle.Tool.Files;

namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>
/// Checks that a line is one JSON object of well-formed text without a member twice, at any depth, and finds the members that mean
/// something. Not thread-safe.
/// </summary>
internal sealed class LineScanner
{
    /// <summary>Any depth: a level costs the reader one bit, so there is nothing to protect from.</summary>
    internal static readonly JsonReaderOptions Options = new() { MaxDepth = int.MaxValue };

    private readonly ScopedNames _otherNames = new();

    /// <summary>The members of the line scanned last.</summary>
    internal EventMembers Members { get; } = new();

    /// <summary>Scans a line.</summary>
    /// <returns>Null; or what is wrong with the line, and then its members mean nothing.</returns>
    internal string? Scan(ReadOnlySpan<byte> line)
    {
        if (!Utf8.IsValid(line))
            return "The line is not well-formed UTF-8.";
        if (PlainLine.TryScan(line, Members))
            return null;
        try
        {
            return ScanTokens(line);
        }
        catch (JsonException malformed)
        {
            return $"The line is not one JSON object: {JsonTrouble.InLine(malformed)}";
        }
    }

    private string? ScanTokens(ReadOnlySpan<byte> line)
    {
        Members.Clear();
        _otherNames.Clear();
        EventMember? current = null;
        var reader = new Utf8JsonReader(line, Options);
        while (reader.Read())
        {
            int depth = reader.CurrentDepth;
            if (reader.ValueIsEscaped && EscapedText.HasLoneSurrogate(reader.ValueSpan))
                return "The line is not well-formed text: it has half of a surrogate pair.";
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName when depth == 1 && TryFindMember(ref reader, out current):
                    if (Members[current.GetValueOrDefault()] is { Value.IsThere: true } first)
                        return Twice(first.Path);
                    continue;
                case JsonTokenType.PropertyName:
                    _otherNames.Add(ref reader);
                    continue;
                case JsonTokenType.StartObject:
                    _otherNames.Enter();
                    break;
                case JsonTokenType.EndObject:
                    if (_otherNames.LeaveAndFindDuplicate(line) is { } duplicate)
                        return Twice(duplicate);
                    break;
                default:
                    if (depth == 0)
                        return "The line is not a JSON object.";
                    break;
            }

            if (depth == 1 && current is { } member)
                Members.PlaceOf(member) = Members.PlaceOf(member).With(ref reader);
        }

        return null;
    }

    private static bool TryFindMember(ref Utf8JsonReader reader, out EventMember? member)
    {
        ReadOnlySpan<byte> name = reader.ValueIsEscaped ? EscapedText.Unescape(ref reader) : reader.ValueSpan;
        bool isFound = EventMembers.TryFind(name, out EventMember found);
        member = isFound ? found : null;
        return isFound;
    }

    private static string Twice(string member) => $"The line has a member twice in one object: {Excerpt.Of(member)}.";
}

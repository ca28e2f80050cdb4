using System.Text.Json;
using System.Text.Unicode;

namespace Vpp.Lifecycle.Json;

/// <summary>
/// Checks that a text is one JSON object, well-formed and without a member twice, at any depth, and finds the members that mean something.
/// Not thread-safe.
/// </summary>
internal sealed class EventScanner
{
    /// <summary>Any depth: a level costs the reader one bit, so there is nothing to protect from.</summary>
    private static readonly JsonReaderOptions Strict = new() { MaxDepth = int.MaxValue };

    private static readonly JsonReaderOptions Lenient = new() { MaxDepth = int.MaxValue, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private readonly PlainEvent _plain = new();
    private readonly ScopedNames _names = new();

    /// <summary>The members of the text scanned last.</summary>
    internal EventMembers Members { get; } = new();

    /// <summary>Scans a text.</summary>
    /// <param name="json">The text.</param>
    /// <param name="isPart">Whether a host's serializer has found it within a larger text, by its own idea of JSON.</param>
    /// <returns>Null; or what is wrong with the text, and then its members mean nothing.</returns>
    internal EventFault? Scan(ReadOnlySpan<byte> json, bool isPart)
    {
        if (!Utf8.IsValid(json))
            return new EventFault(EventFaultCode.IllFormedUtf8);
        if (_plain.TryScan(json, Members))
            return null;
        try
        {
            return ScanTokens(json, isPart ? Lenient : Strict);
        }
        catch (JsonException malformed)
        {
            return new EventFault(EventFaultCode.NotJson) { Cause = malformed };
        }
    }

    private EventFault? ScanTokens(ReadOnlySpan<byte> json, JsonReaderOptions options)
    {
        Members.Clear();
        _names.Clear();
        EventFault? noObject = null, duplicate = null;
        EventMember? topLevel = null, nested = null;
        var reader = new Utf8JsonReader(json, options);
        while (reader.Read())
        {
            int depth = reader.CurrentDepth;
            if (reader.ValueIsEscaped && EscapedText.HasLoneSurrogate(reader.ValueSpan))
                return new EventFault(EventFaultCode.LoneSurrogate);
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    _names.Add(ref reader);
                    if (depth == 1)
                        topLevel = EventMembers.Find(parent: null, in reader);
                    nested = depth == 2 && topLevel is { } parent && EventMembers.HasMembers(parent) ? EventMembers.Find(parent, in reader) : null;
                    continue;
                case JsonTokenType.StartObject:
                    _names.Enter();
                    break;
                case JsonTokenType.EndObject:
                    if (_names.LeaveAndFindDuplicate(json) is { } name)
                        duplicate ??= new EventFault(EventFaultCode.DuplicateMember) { Path = name, IsNested = depth > 0 };
                    break;
                default:
                    if (depth == 0)
                        noObject ??= new EventFault(EventFaultCode.NoObject) { Value = Excerpt.Of(json), Allowed = "an object" };
                    break;
            }

            if ((depth == 1 ? topLevel : depth == 2 ? nested : null) is { } member)
                Members.Set(member, Members[member].With(ref reader));
        }

        return noObject ?? duplicate;
    }
}

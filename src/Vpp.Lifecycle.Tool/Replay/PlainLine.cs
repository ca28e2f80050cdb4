using System.Buffers;
using System.Text.Json;

namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>
/// Scans lines as programs mostly write them, several times as fast as a reader of all JSON: known members only, each once, of strings
/// without escapes, literals, and objects of these; no white space. Whatever else a line is, right or wrong, it leaves to that reader.
/// </summary>
internal static class PlainLine
{
    private const int MostNestedMembers = 8;

    private static readonly SearchValues<byte> EndsPlainString = SearchValues.Create([(byte)'"', (byte)'\\', .. Enumerable.Range(0, ' ').Select(control => (byte)control)]);

    /// <summary>Scans a line of well-formed UTF-8.</summary>
    /// <returns>Whether it is such a line; if not, the members mean nothing.</returns>
    internal static bool TryScan(ReadOnlySpan<byte> line, EventMembers members)
    {
        members.Clear();
        int at = 0;
        if (!TryTake(line, ref at, '{'))
            return false;
        do
        {
            if (!TryTakeString(line, ref at, out ValuePlace name) || !TryTake(line, ref at, ':'))
                return false;
            if (!EventMembers.TryFind(name.In(line), out EventMember member) || members.PlaceOf(member).IsThere)
                return false;
            if (!TryTakeValue(line, ref at, out members.PlaceOf(member)) && !TryTakeNested(line, ref at, out members.PlaceOf(member)))
                return false;
        }
        while (TryTake(line, ref at, ','));

        return TryTake(line, ref at, '}') && at == line.Length;
    }

    private static bool TryTakeNested(ReadOnlySpan<byte> line, ref int at, out ValuePlace value)
    {
        int start = at;
        int count = 0;
        Span<ValuePlace> names = stackalloc ValuePlace[MostNestedMembers];
        value = default;
        if (!TryTake(line, ref at, '{'))
            return false;
        do
        {
            if (count == MostNestedMembers || !TryTakeString(line, ref at, out names[count]) || !TryTake(line, ref at, ':'))
                return false;
            for (int other = 0; other < count; other++)
            {
                if (names[other].In(line).SequenceEqual(names[count].In(line)))
                    return false;
            }

            count++;
            if (!TryTakeValue(line, ref at, out _))
                return false;
        }
        while (TryTake(line, ref at, ','));

        if (!TryTake(line, ref at, '}'))
            return false;
        value = new ValuePlace(JsonTokenType.StartObject, IsEscaped: false, start, at - start);
        return true;
    }

    private static bool TryTakeValue(ReadOnlySpan<byte> line, ref int at, out ValuePlace value) =>
        TryTakeString(line, ref at, out value)
        || TryTakeLiteral(line, ref at, "true"u8, JsonTokenType.True, out value)
        || TryTakeLiteral(line, ref at, "false"u8, JsonTokenType.False, out value)
        || TryTakeLiteral(line, ref at, "null"u8, JsonTokenType.Null, out value);

    private static bool TryTakeString(ReadOnlySpan<byte> line, ref int at, out ValuePlace value)
    {
        value = default;
        if ((uint)at >= (uint)line.Length || line[at] != '"')
            return false;
        int start = at + 1;
        int length = line[start..].IndexOfAny(EndsPlainString);
        if (length < 0 || line[start + length] != '"')
            return false;
        at = start + length + 1;
        value = new ValuePlace(JsonTokenType.String, IsEscaped: false, start, length);
        return true;
    }

    private static bool TryTakeLiteral(ReadOnlySpan<byte> line, ref int at, ReadOnlySpan<byte> literal, JsonTokenType type, out ValuePlace value)
    {
        bool isThere = line[at..].StartsWith(literal);
        value = isThere ? new ValuePlace(type, IsEscaped: false, at, literal.Length) : default;
        at += isThere ? literal.Length : 0;
        return isThere;
    }

    private static bool TryTake(ReadOnlySpan<byte> line, ref int at, char expected)
    {
        if ((uint)at >= (uint)line.Length || line[at] != expected)
            return false;
        at++;
        return true;
    }
}

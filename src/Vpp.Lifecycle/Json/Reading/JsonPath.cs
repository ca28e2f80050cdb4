using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Vpp.Lifecycle.Json;

/// <summary>Where in the document the reader is. Names are only put together when an error needs them.</summary>
internal struct JsonPath
{
    private const int MaxDepth = 8;
    private const int MaxNameLength = 60;

    private Segments _segments;
    private int _depth;

    internal readonly bool IsEmpty => _depth == 0;

    internal void Enter() => _segments[_depth++] = default;

    internal void Leave() => _depth--;

    internal void Name(string? member) => _segments[_depth - 1] = new Segment(member, 0);

    internal void NextItem() => _segments[_depth - 1] = new Segment(null, _segments[_depth - 1].Index + 1);

    public override readonly string ToString()
    {
        var path = new StringBuilder("$");
        for (int index = 0; index < _depth; index++)
        {
            Segment segment = _segments[index];
            if (segment.Member is { } member)
                Append(path, member);
            else if (segment.Index > 0)
                path.Append('[').Append((segment.Index - 1).ToString(CultureInfo.InvariantCulture)).Append(']');
        }

        return path.ToString();
    }

    /// <summary>The place of a document's member.</summary>
    internal static string Of(string member)
    {
        var path = new StringBuilder("$");
        Append(path, member);
        return path.ToString();
    }

    private static void Append(StringBuilder path, string member)
    {
        if (member.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_') && member.Length is > 0 and <= MaxNameLength)
            path.Append('.').Append(member);
        else
            path.Append("['").Append(Excerpt.Of(member)).Append("']");
    }

    /// <summary>A member's name, or an item's place counted from 1.</summary>
    private readonly record struct Segment(string? Member, int Index);

    [InlineArray(MaxDepth)]
    private struct Segments
    {
        private Segment _first;
    }
}

using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Vpp.Lifecycle.Json;

/// <summary>The members' names of the objects that a scan is within, to find those given twice. Not thread-safe.</summary>
internal sealed class ScopedNames
{
    private const int FewEnoughForPairs = 16;

    private readonly List<Name> _names = [];
    private readonly Stack<int> _scopes = [];

    internal void Clear()
    {
        _names.Clear();
        _scopes.Clear();
    }

    /// <summary>An object begins.</summary>
    internal void Enter() => _scopes.Push(_names.Count);

    /// <summary>The name that the reader is at.</summary>
    internal void Add(ref Utf8JsonReader reader) =>
        _names.Add(new Name((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length, reader.ValueIsEscaped ? EscapedText.Unescape(ref reader) : null));

    /// <summary>An object ends.</summary>
    /// <returns>A name that it has twice; null when there is none.</returns>
    internal string? LeaveAndFindDuplicate(ReadOnlySpan<byte> line)
    {
        int start = _scopes.Pop();
        Span<Name> names = CollectionsMarshal.AsSpan(_names)[start..];
        string? duplicate = names.Length <= FewEnoughForPairs ? FindAmongFew(names, line) : FindAmongMany(names, line);
        CollectionsMarshal.SetCount(_names, start);
        return duplicate;
    }

    private static string? FindAmongFew(ReadOnlySpan<Name> names, ReadOnlySpan<byte> line)
    {
        for (int later = 1; later < names.Length; later++)
        {
            for (int earlier = 0; earlier < later; earlier++)
            {
                if (names[earlier].In(line).SequenceEqual(names[later].In(line)))
                    return Encoding.UTF8.GetString(names[later].In(line));
            }
        }

        return null;
    }

    private static string? FindAmongMany(ReadOnlySpan<Name> names, ReadOnlySpan<byte> line)
    {
        var seen = new HashSet<string>(names.Length, StringComparer.Ordinal);
        foreach (Name name in names)
        {
            string text = Encoding.UTF8.GetString(name.In(line));
            if (!seen.Add(text))
                return text;
        }

        return null;
    }

    /// <param name="Start">The first byte in the line.</param>
    /// <param name="Length">How many bytes.</param>
    /// <param name="Unescaped">The name itself, where it is written with escapes.</param>
    private readonly record struct Name(int Start, int Length, byte[]? Unescaped)
    {
        internal ReadOnlySpan<byte> In(ReadOnlySpan<byte> line) => Unescaped ?? line.Slice(Start, Length);
    }
}

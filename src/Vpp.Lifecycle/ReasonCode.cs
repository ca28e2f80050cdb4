using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Vpp.Lifecycle;

/// <summary>
/// The form of reason codes: 1 to 64 of A-Z, 0-9, <c>_</c>, <c>.</c> and <c>-</c>, such as "METER_REMOVED" or "E-17.2". A code is the
/// host's word for why something happened: kept and passed on, never read by the lifecycle (R31). Thread-safe.
/// </summary>
public static class ReasonCode
{
    /// <summary>How many characters a code has at most: 64.</summary>
    public const int MaxLength = 64;

    internal const string Allowed = "1 to 64 characters of A-Z, 0-9, _, . and -";

    private static readonly SearchValues<char> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-");
    private static readonly SearchValues<byte> Utf8Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-"u8);

    /// <summary>Whether a text has the form of a reason code.</summary>
    /// <param name="text">The text; null has not.</param>
    public static bool IsValid([NotNullWhen(true)] string? text) =>
        text is { Length: > 0 and <= MaxLength } && !text.AsSpan().ContainsAnyExcept(Letters);

    /// <summary>Whether UTF-8 has the form of a reason code.</summary>
    internal static bool IsValidUtf8(ReadOnlySpan<byte> utf8) => utf8.Length is > 0 and <= MaxLength && !utf8.ContainsAnyExcept(Utf8Letters);

    /// <summary>A code, or none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    internal static string? Optional(string? value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value is null || IsValid(value)
            ? value
            : throw new ArgumentException($"\"{value}\" is not a reason code. Allowed: {Allowed}, or null for none.", name);
}

using System.Diagnostics.CodeAnalysis;
using Vpp.Lifecycle;

namespace EnrolmentService.Http;

/// <summary>What a text from outside must be like, at every entrance: bodies, parameters, and the directory file.</summary>
internal static class TextRules
{
    public const int LongestIdentifier = 128;
    public const int LongestText = 2000;
    public const string ReasonCodePattern = "^[A-Z0-9_.-]+$";

    /// <summary>What keeps a text from being an identifier; null when nothing does.</summary>
    public static string? FaultOfIdentifier(string text, string member) =>
        text.Length == 0 ? $"{member} is empty."
        : text.Any(char.IsControl) ? $"{member} has a control character."
        : FaultOfText(text, member, LongestIdentifier);

    /// <summary>What keeps a text from being stored; null when nothing does.</summary>
    public static string? FaultOfText(string text, string member, int longest = LongestText) =>
        text.Length > longest ? $"{member} is longer than {longest} characters."
        // PostgreSQL holds no U+0000, and no other control character means anything in a name or a remark.
        : text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')) ? $"{member} has a control character."
        // Half of a surrogate pair is no text: it would be stored as something else.
        : !IsWellFormed(text) ? $"{member} has half of a surrogate pair alone."
        : null;

    /// <summary>What keeps a text from being a link that a browser may follow; null when nothing does.</summary>
    public static string? FaultOfUrl(string text, string member) =>
        FaultOfText(text, member) ?? (IsWebAddress(text, out _) ? null : $"{member} is not a web address. Allowed: an absolute URL that begins with https:// or http://.");

    /// <summary>What keeps a text from being a reason code (R31); null when nothing does.</summary>
    public static string? FaultOfReasonCode(string text, string member) =>
        ReasonCode.IsValid(text) ? null : $"{member} is no reason code. Allowed: 1 to {ReasonCode.MaxLength} characters of A-Z, 0-9, _, . and -.";

    /// <summary>Whether a text can be an identifier at all: what cannot is not asked of the database.</summary>
    public static bool IsIdentifier(string text) => FaultOfIdentifier(text, "") is null;

    public static bool IsWebAddress(string text, [NotNullWhen(true)] out Uri? address) =>
        Uri.TryCreate(text, UriKind.Absolute, out address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);

    private static bool IsWellFormed(string text)
    {
        for (int index = 0; index < text.Length; index++)
        {
            if (!char.IsSurrogate(text[index]))
                continue;
            if (index + 1 == text.Length || !char.IsSurrogatePair(text[index], text[index + 1]))
                return false;
            index++;
        }

        return true;
    }
}

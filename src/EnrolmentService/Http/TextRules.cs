using Vpp.Lifecycle;

namespace EnrolmentService.Http;

/// <summary>What a text from outside must be like, at every entrance: bodies, parameters, and the directory file. The characters are the library's rule; the lengths are the service's.</summary>
internal static class TextRules
{
    public const int LongestIdentifier = 128;
    public const int LongestText = 2000;
    public const string ReasonCodePattern = "^[A-Z0-9_.-]+$";

    /// <summary>What keeps a text from being an identifier; null when nothing does.</summary>
    public static string? FaultOfIdentifier(string text, string member) =>
        FaultOfLength(text, member, LongestIdentifier) ?? ParticipationText.FaultOfIdentifier(text, member);

    /// <summary>What keeps a text from being stored; null when nothing does.</summary>
    public static string? FaultOfText(string text, string member, int longest = LongestText) =>
        FaultOfLength(text, member, longest) ?? ParticipationText.FaultOf(text, member);

    /// <summary>What keeps a text from being a link that a browser may follow; null when nothing does.</summary>
    public static string? FaultOfUrl(string text, string member, int longest = LongestText) =>
        FaultOfLength(text, member, longest) ?? ParticipationText.FaultOfUrl(text, member);

    /// <summary>What keeps a text from being a reason code (R31); null when nothing does.</summary>
    public static string? FaultOfReasonCode(string text, string member) =>
        ReasonCode.IsValid(text) ? null : $"{member} is no reason code. Allowed: 1 to {ReasonCode.MaxLength} characters of A-Z, 0-9, _, . and -.";

    /// <summary>Whether a text can be an identifier at all: what cannot is not asked of the database.</summary>
    public static bool IsIdentifier(string text) => FaultOfIdentifier(text, "") is null;

    private static string? FaultOfLength(string text, string member, int longest) => text.Length > longest ? $"{member} is longer than {longest} characters." : null;
}

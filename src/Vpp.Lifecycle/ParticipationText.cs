namespace Vpp.Lifecycle;

/// <summary>
/// Which text participations take, asked before one is made: the rules by which constructors and readers refuse. A host that stores names, addresses and identifiers of its own
/// asks here, and what it has stored fits. No length is limited. Thread-safe.
/// </summary>
public static class ParticipationText
{
    /// <summary>What keeps a text from being an identifier, as a sentence that says what is allowed; null when nothing does.</summary>
    /// <param name="text">The text: not empty, well-formed UTF-16, without control characters.</param>
    /// <param name="subject">What the sentence calls it, such as a member's name.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> or <paramref name="subject"/> is null.</exception>
    public static string? FaultOfIdentifier(string text, string subject = Text.TheText)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(subject);
        return text.Length == 0 ? $"{subject} is empty. Allowed: {Text.AllowedInIdentifiers}." : Text.FaultOfIdentifier(text, subject);
    }

    /// <summary>What keeps a text from being a name or a remark, as a sentence that says what is allowed; null when nothing does.</summary>
    /// <param name="text">The text: well-formed UTF-16, without control characters but tabs and line ends; it may be empty.</param>
    /// <param name="subject">What the sentence calls it, such as a member's name.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> or <paramref name="subject"/> is null.</exception>
    public static string? FaultOf(string text, string subject = Text.TheText)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(subject);
        return Text.FaultOf(text, subject);
    }

    /// <summary>What keeps a text from being the address of a page or a picture, as a sentence that says what is allowed; null when nothing does.</summary>
    /// <param name="text">The text: an absolute URL that begins with http:// or https://, without white space and control characters.</param>
    /// <param name="subject">What the sentence calls it, such as a member's name.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> or <paramref name="subject"/> is null.</exception>
    public static string? FaultOfUrl(string text, string subject = Text.TheText)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(subject);
        return Text.FaultOfUrl(text, subject);
    }
}

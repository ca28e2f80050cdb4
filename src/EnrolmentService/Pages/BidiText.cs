using System.Text;

namespace EnrolmentService.Pages;

/// <summary>Text from outside whose direction must not reach what stands around it.</summary>
internal static class BidiText
{
    private const char FirstStrongIsolate = '\u2068';
    private const char PopDirectionalIsolate = '\u2069';

    /// <summary>
    /// The text with as many characters that end an isolate as begin one, so that it ends none around it and leaves none open; and in one paragraph. All other
    /// controls, overrides among them, end with the isolate around the text (Unicode Standard Annex 9, BD9 and X6a).
    /// </summary>
    public static string Closed(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\u2028', '\u2069'))
            return text;
        var closed = new StringBuilder(text.Length);
        int open = 0;
        foreach (char c in text)
        {
            if (c == PopDirectionalIsolate && open == 0)
                continue;
            open += c switch { >= '\u2066' and <= FirstStrongIsolate => 1, PopDirectionalIsolate => -1, _ => 0 };
            closed.Append(c is '\u2028' or '\u2029' ? ' ' : c);
        }

        return closed.Append(PopDirectionalIsolate, open).ToString();
    }

    /// <summary>The text isolated by characters, where no element can do it; as it is where it can turn nothing round.</summary>
    public static string Isolated(string text) => text.All(c => c < '\u0590') ? text : $"{FirstStrongIsolate}{Closed(text)}{PopDirectionalIsolate}";
}

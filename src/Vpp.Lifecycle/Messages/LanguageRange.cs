using System.Globalization;

namespace Vpp.Lifecycle;

/// <summary>One of the languages that a reader asks for, and how much: an element of an <c>Accept-Language</c> header (RFC 9110, 12.5.4).</summary>
internal readonly record struct LanguageRange(string Range, double Quality)
{
    /// <summary>The elements that can be read, the most wanted first, as many as are wanted equally in their order; others are passed over.</summary>
    internal static IEnumerable<LanguageRange> Parse(string? acceptLanguage) =>
        (acceptLanguage ?? "").Split(',').Select(ParseOne).OfType<LanguageRange>().OrderByDescending(range => range.Quality);

    /// <summary>Whether of the ranges that a language lies in the longest is rejected.</summary>
    internal static bool Refuse(IEnumerable<LanguageRange> ranges, string tag) =>
        ranges.Where(range => range.Covers(tag)).Aggregate(default(LanguageRange?), (longest, range) => longest?.Range.Length >= range.Range.Length ? longest : range) is { Quality: 0 };

    /// <summary>The range, then what is left as it is cut from its end (RFC 4647, 3.4): a subtag of one letter goes with the one after it.</summary>
    internal IEnumerable<string> Truncations()
    {
        string range = Range;
        while (range.Length > 0)
        {
            yield return range;
            range = range[..Math.Max(0, range.LastIndexOf('-'))];
            if (range.Length > 1 && range[^2] == '-')
                range = range[..^2];
        }
    }

    /// <summary>Whether a language tag is the range, or goes on after it with a hyphen.</summary>
    private bool Covers(string tag) =>
        Range == "*"
        || (tag.StartsWith(Range, StringComparison.OrdinalIgnoreCase) && (tag.Length == Range.Length || tag[Range.Length] == '-'));

    private static LanguageRange? ParseOne(string element)
    {
        string[] parts = element.Split(';');
        string range = parts[0].Trim();
        if (range.Length == 0 || !range.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '*'))
            return null;
        double quality = 1;
        foreach (string parameter in parts.Skip(1))
        {
            if (!parameter.Trim().StartsWith("q=", StringComparison.OrdinalIgnoreCase))
                continue;
            if (!double.TryParse(parameter.Trim()[2..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out quality) || quality > 1)
                return null;
        }

        return new LanguageRange(range, quality);
    }
}

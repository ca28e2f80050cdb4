using System.Text.RegularExpressions;

namespace Vpp.Lifecycle.Flip;

/// <summary>Where in a body a fault is, in both of the forms that errors name it in.</summary>
internal sealed partial record FlipErrorLocation(IReadOnlyList<string> Loc, string Path)
{
    /// <summary>From a path such as <c>$.group_ids[0]</c>: the body, the member, the index.</summary>
    internal static FlipErrorLocation Of(string? path) =>
        new(["body", .. Step().Matches(path ?? "").Select(step => step.Groups["name"].Value)], path ?? "$");

    [GeneratedRegex(
        @"\.(?<name>[^.\[\]]+)|\['(?<name>.*?)'\]|\[(?<name>[0-9]+)\]",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Step();
}

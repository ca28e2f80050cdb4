using System.CommandLine;
using System.Globalization;
using System.Numerics;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tool.Commands;

/// <summary>Options that several commands have, spelt, read and explained alike.</summary>
internal static class SharedOptions
{
    /// <summary>A file for the data, or <c>-</c>.</summary>
    internal static Option<string> Out() => new("--out")
    {
        Description = "Where the data goes: a file, which is replaced whole or not at all, or - for standard output.",
        HelpName = "FILE",
        DefaultValueFactory = _ => "-",
    };

    /// <summary>A whole number within bounds.</summary>
    internal static Option<T> Number<T>(string name, string description, T smallest, T largest)
        where T : IBinaryInteger<T> => new(name)
        {
            Description = description,
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                if (T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out T? number) && number >= smallest && number <= largest)
                    return number;
                result.AddError($"{name} is {text}. Allowed: a whole number from {smallest} to {largest}.");
                return smallest;
            },
        };

    /// <summary>A time.</summary>
    internal static Option<DateTimeOffset?> Time(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "TIME",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (Rfc3339.TryParse(text, out DateTimeOffset time))
                return time;
            result.AddError($"{name} is {text}. Allowed: an RFC 3339 time with an offset and at most 7 fraction digits, such as 2026-01-31T12:00:00Z.");
            return null;
        },
    };
}

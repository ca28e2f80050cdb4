using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;
using Vpp.Lifecycle.Json;
using Vpp.Lifecycle.Tool.Files;

namespace Vpp.Lifecycle.Tool.Commands;

/// <summary>Options that several commands have, spelt, read and explained alike.</summary>
internal static class SharedOptions
{
    /// <summary>A file for the data, or <c>-</c>.</summary>
    internal static Option<string> Out()
    {
        Option<string> option = File<string>("--out", "Where the data goes: a file, which is replaced whole or not at all, or - for standard output.");
        option.DefaultValueFactory = _ => TargetFile.StandardName;
        return option;
    }

    /// <summary>A file; null when left out and no default value is set.</summary>
    internal static Option<T> File<T>(string name, string description)
        where T : class?
    {
        var option = new Option<T>(name) { Description = description, HelpName = "FILE" };
        option.Validators.Add(result => RequireName(result, name));
        return option;
    }

    /// <summary>A file that has to be named.</summary>
    internal static Argument<string> FileArgument(string name, string description)
    {
        var argument = new Argument<string>(name) { Description = description };
        argument.Validators.Add(result => RequireName(result, name));
        return argument;
    }

    /// <summary>One of some names, in upper or lower case; the first when left out.</summary>
    internal static Option<string> Choice(string name, string description, params string[] allowed) => new(name)
    {
        Description = description,
        HelpName = string.Join('|', allowed),
        DefaultValueFactory = _ => allowed[0],
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            string? known = Array.Find(allowed, one => one.Equals(text, StringComparison.OrdinalIgnoreCase));
            return known ?? Reject(result, name, string.Join(", ", allowed), allowed[0]);
        },
    };

    /// <summary>A whole number within bounds, which the help tells.</summary>
    internal static Option<T> Number<T>(string name, string description, T smallest, T largest)
        where T : IBinaryInteger<T> => new(name)
        {
            Description = $"{description} From {smallest} to {largest}.",
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                if (T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out T? number) && number >= smallest && number <= largest)
                    return number;
                return Reject(result, name, $"a whole number from {smallest} to {largest}", smallest);
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
            return Reject<DateTimeOffset?>(
                result, name, "an RFC 3339 time with an offset and at most 9 fraction digits, such as 2026-01-31T12:00:00Z", null);
        },
    };

    private static void RequireName(SymbolResult result, string name)
    {
        if (result.Tokens is [{ Value: "" }])
            Reject<string?>(result, name, "the name of a file, or -", null);
    }

    private static T Reject<T>(SymbolResult result, string name, string allowed, T instead)
    {
        result.AddError($"{name} is '{result.Tokens[0].Value}'. Allowed: {allowed}.");
        return instead;
    }
}

using System.CommandLine;

namespace Vpp.Lifecycle.Tool.Commands;

/// <summary>Options that several commands have, spelt and explained alike.</summary>
internal static class SharedOptions
{
    /// <summary>A file for the data, or <c>-</c>.</summary>
    internal static Option<string> Out() => new("--out")
    {
        Description = "Where the data goes: a file, which is replaced whole or not at all, or - for standard output.",
        HelpName = "FILE",
        DefaultValueFactory = _ => "-",
    };
}

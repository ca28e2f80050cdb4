using System.Text.RegularExpressions;
using ZstdSharp;

namespace Vpp.Lifecycle.Tool.Files;

/// <summary>What is wrong with a file, in the tool's words: with what was to be done, and the name that the user knows.</summary>
internal static partial class FileErrors
{
    internal static bool IsCauseOf(Exception failure) => failure is IOException or UnauthorizedAccessException or ArgumentException or InvalidDataException or ZstdException;

    internal static UnusableException Reading(string name, Exception failure) => new($"Cannot read {name}: {Reason(failure, "file")}", failure);

    internal static UnusableException Writing(string name, Exception failure) => new($"Cannot write {name}: {Reason(failure, "directory")}", failure);

    private static string Reason(Exception failure, string missing) => failure switch
    {
        FileNotFoundException or DirectoryNotFoundException => $"there is no such {missing}.",
        UnauthorizedAccessException => "permission denied.",
        _ => $"{NameOfFile().Replace(failure.Message, "").TrimEnd('.')}.",
    };

    /// <summary>The name that the runtime adds, which may be a passing one.</summary>
    [GeneratedRegex(" : '.*'$", RegexOptions.Singleline)]
    private static partial Regex NameOfFile();
}

using System.Globalization;

namespace Vpp.Lifecycle.Tool.Files;

/// <summary>
/// What the name of a file means, decided before anything is opened: one of the process's own descriptors (<c>-</c>, <c>/dev/stdout</c>,
/// <c>/dev/fd/3</c>), or what is behind all links, in the directories too.
/// </summary>
internal sealed class TargetFile
{
    /// <summary>Standard input or standard output, whichever is meant.</summary>
    internal const string StandardName = "-";

    private const int MostLinks = 40;

    private static readonly string[] DescriptorDirectories = ["/dev/fd", $"/proc/{Environment.ProcessId}/fd"];

    private static readonly StringComparison ComparisonOfPaths =
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    private TargetFile(string name, string path, int? descriptor)
    {
        Name = name;
        Path = path;
        Descriptor = descriptor;
        string behind = descriptor is { } number ? Descriptors.Behind(number) ?? "" : path;
        File = System.IO.Path.IsPathRooted(behind) && !IsDevice(behind) ? behind : null;
    }

    /// <summary>As it is called in errors.</summary>
    internal string Name { get; }

    /// <summary>The full path, which is no link; that of a descriptor as it is.</summary>
    internal string Path { get; }

    /// <summary>The process's own descriptor, if it is one.</summary>
    internal int? Descriptor { get; }

    /// <summary>
    /// The file, which need not exist: of a descriptor the one that it was opened for, where the system tells. Null for devices and
    /// for descriptors without a file.
    /// </summary>
    internal string? File { get; }

    /// <summary>Whether it is what a person looks at.</summary>
    internal bool IsTerminal => Descriptor switch
    {
        Descriptors.StandardOutput => !Console.IsOutputRedirected,
        Descriptors.StandardError => !Console.IsErrorRedirected,
        _ => false,
    };

    /// <summary>Where data is read from.</summary>
    /// <param name="name">A file's name, or <c>-</c> for standard input.</param>
    internal static TargetFile ToRead(string name) =>
        name == StandardName ? new TargetFile("standard input", name, Descriptors.StandardInput) : Named(name);

    /// <summary>Where data is written to.</summary>
    /// <param name="name">A file's name, or <c>-</c> for standard output.</param>
    internal static TargetFile ToWrite(string name) =>
        name == StandardName ? new TargetFile("standard output", name, Descriptors.StandardOutput) : Named(name);

    /// <summary>Whether what is written to the one would be found, or lost, in the other.</summary>
    internal bool IsSameAs(TargetFile other) =>
        (Descriptor is not null && Descriptor == other.Descriptor)
        || (File is not null && string.Equals(File, other.File, ComparisonOfPaths));

    /// <summary>Makes sure that writing leaves alone what is read.</summary>
    /// <exception cref="UnusableException">It would not.</exception>
    internal void RequireApartFrom(TargetFile input)
    {
        if (IsSameAs(input))
            throw new UnusableException($"Cannot write {Name}: that is the file to be read. Allowed: another file.");
    }

    private static TargetFile Named(string name)
    {
        try
        {
            string path = BehindLinks(System.IO.Path.GetFullPath(name));
            return new TargetFile(name, path, DescriptorOf(path));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UnusableException($"Cannot use {name}: {failure.Message}", failure);
        }
    }

    /// <summary>Follows links, one part of the path after the other, up to a descriptor: what that is open for may have no name any more.</summary>
    private static string BehindLinks(string path)
    {
        string resolved = System.IO.Path.GetPathRoot(path)!;
        var rest = new Stack<string>(PartsFromTheLast(path));
        for (int links = 0; rest.TryPop(out string? part);)
        {
            string next = part == ".." ? System.IO.Path.GetDirectoryName(resolved) ?? resolved : System.IO.Path.Join(resolved, part);
            if (part == ".." || DescriptorOf(next) is not null || new FileInfo(next).LinkTarget is not { } target)
            {
                resolved = next;
                continue;
            }

            if (++links > MostLinks)
                throw new IOException("there are too many links.");
            if (System.IO.Path.IsPathRooted(target))
                resolved = System.IO.Path.GetPathRoot(target)!;
            foreach (string partOfTarget in PartsFromTheLast(target))
                rest.Push(partOfTarget);
        }

        return resolved;
    }

    private static IEnumerable<string> PartsFromTheLast(string path) =>
        path[System.IO.Path.GetPathRoot(path)!.Length..]
            .Split([System.IO.Path.DirectorySeparatorChar, System.IO.Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries)
            .Where(part => part != ".")
            .Reverse();

    private static int? DescriptorOf(string path) =>
        DescriptorDirectories.Contains(System.IO.Path.GetDirectoryName(path))
        && int.TryParse(System.IO.Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : null;

    /// <summary>Whether it is no file even where it can be sought in, such as /dev/null: the runtime does not tell, but its place does.</summary>
    private static bool IsDevice(string path) =>
        path.StartsWith("/dev/", StringComparison.Ordinal) && !path.StartsWith("/dev/shm/", StringComparison.Ordinal);
}

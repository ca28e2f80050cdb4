namespace Vpp.Lifecycle.Orleans.Cluster;

/// <summary>The machine that a silo runs on, as its network sees it: each network namespace, such as a container's, has a loopback and ports of its own.</summary>
internal static class Machine
{
    private const char Separator = '/';
    private const string BootFile = "/proc/sys/kernel/random/boot_id";
    private const string NetworkFile = "/proc/self/ns/net";

    /// <summary>This one: its name, and on Linux what tells it from another of the same name.</summary>
    public static string Current { get; } = string.Join(Separator, Environment.MachineName, BootIdentifier(), new FileInfo(NetworkFile).LinkTarget);

    public static string NameOf(string machine) => machine.Split(Separator)[0];

    private static string BootIdentifier()
    {
        try
        {
            return File.ReadAllText(BootFile).Trim();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}

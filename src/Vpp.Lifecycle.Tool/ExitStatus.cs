namespace Vpp.Lifecycle.Tool;

/// <summary>What the process ends with, for scripts to act on.</summary>
internal static class ExitStatus
{
    /// <summary>Done.</summary>
    internal const int Done = 0;

    /// <summary>Done, but something was rejected: lines of a log, a path that does not exist.</summary>
    internal const int Rejected = 1;

    /// <summary>Unusable arguments or files.</summary>
    internal const int Unusable = 2;

    /// <summary>The terminal was closed.</summary>
    internal const int HungUp = 129;

    /// <summary>Interrupted from the keyboard.</summary>
    internal const int Interrupted = 130;

    /// <summary>Quit from the keyboard.</summary>
    internal const int Quit = 131;

    /// <summary>Asked to terminate.</summary>
    internal const int Terminated = 143;
}

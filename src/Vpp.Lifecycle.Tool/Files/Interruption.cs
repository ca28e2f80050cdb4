using System.Runtime.InteropServices;

namespace Vpp.Lifecycle.Tool.Files;

/// <summary>
/// Ends the process at once when it is interrupted, even while it waits for a pipe, and leaves nothing half-written behind.
/// </summary>
internal static class Interruption
{
    private const string ShowCursor = "\e[?25h";

    /// <summary>From now on, until disposed of.</summary>
    internal static IDisposable Handle() => new Handlers(
        PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => End(ExitStatus.Interrupted)),
        PosixSignalRegistration.Create(PosixSignal.SIGHUP, _ => End(ExitStatus.HungUp)),
        PosixSignalRegistration.Create(PosixSignal.SIGQUIT, _ => End(ExitStatus.Quit)),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => End(ExitStatus.Terminated)));

    private static void End(int status)
    {
        UnfinishedFile.DiscardAll();
        if (!Console.IsErrorRedirected)
            StandardError.WriteLine(ShowCursor);
        Environment.Exit(status);
    }

    private sealed class Handlers(params IDisposable[] registrations) : IDisposable
    {
        public void Dispose()
        {
            foreach (IDisposable registration in registrations)
                registration.Dispose();
        }
    }
}

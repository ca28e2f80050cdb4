using System.Globalization;

namespace Vpp.Lifecycle.Tests;

/// <summary>Signals to processes, by the shell, which has a kill of its own: the program is not on every machine.</summary>
internal static class Signals
{
    internal static Task SendAsync(int processId, string signal) =>
        ProgramRun.SucceedingAsync("/bin/sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -{signal} {processId}")]);
}

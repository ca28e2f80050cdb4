using System.CommandLine;

namespace Vpp.Lifecycle.Tool.Commands;

internal static class SimulateCommand
{
    internal static Command Create() => new("simulate", "A realistic event log.");
}

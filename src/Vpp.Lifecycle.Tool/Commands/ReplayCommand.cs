using System.CommandLine;

namespace Vpp.Lifecycle.Tool.Commands;

internal static class ReplayCommand
{
    internal static Command Create() => new("replay", "Event log in, participations with their timelines out.");
}

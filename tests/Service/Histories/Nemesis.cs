namespace Vpp.Lifecycle.Tests.Service.Histories;

/// <summary>What goes wrong in a round.</summary>
internal enum Nemesis
{
    KillInstance,
    EndConnections,
    RestartDatabase,
    PromoteStandby,
    KillBoth,
}

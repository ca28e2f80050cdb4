namespace Vpp.Lifecycle.Tests.Unit.Json;

/// <summary>An enumeration of a host's, which its own settings decide about.</summary>
public enum HostOwn
{
    FirstOne,
    SecondOne,
}

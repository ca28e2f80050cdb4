namespace Vpp.Lifecycle;

/// <summary>What is stored is no participation that the lifecycle can have made. Whoever reads the stored form says so in its own terms.</summary>
/// <param name="path">Where, relative to the stored participation: <c>.visits[3].state</c>.</param>
/// <param name="message">What is wrong.</param>
internal sealed class BrokenInvariantException(string path, string message) : Exception(message)
{
    internal string Path { get; } = path;
}

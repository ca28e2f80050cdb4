namespace Vpp.Lifecycle.Tests.Unit.Fleets;

/// <summary>
/// The test assembly run as a program: compares the widest path of its process with the table, so that a test can start it with
/// instruction sets taken away. The runtime reads those switches only when a process starts.
/// </summary>
internal static class FleetPathProgram
{
    private static int Main()
    {
        VectorPath path = VectorPaths.Widest;
        string? difference = FleetAgainstTable.FirstDifferenceOfApply(path) ?? FleetAgainstTable.FirstDifferenceOfEvaluate(path);
        Console.WriteLine(difference ?? path.ToString());
        return difference is null ? 0 : 1;
    }
}

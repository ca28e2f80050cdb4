namespace Vpp.Lifecycle.Tests.Unit.Habits;

internal static class Faults
{
    /// <summary>Fails with one line for each fault, none cut off.</summary>
    public static void None<T>(IEnumerable<T> faults)
    {
        string[] lines = [.. faults.Select(fault => $"{fault}").Distinct()];
        Assert.True(lines.Length == 0, $"{lines.Length} faults:\n{string.Join('\n', lines)}");
    }
}

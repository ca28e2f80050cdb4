namespace Vpp.Lifecycle.Tests.Simulation.Model;

/// <summary>What a transaction came to: how many rows each operation wrote, or a fault.</summary>
internal readonly record struct ModelAnswer(int[]? Rows, ModelFault? Fault)
{
    public ModelAnswer(int[] rows)
        : this(rows, null)
    {
    }

    public ModelAnswer(ModelFault fault)
        : this(null, fault)
    {
    }
}

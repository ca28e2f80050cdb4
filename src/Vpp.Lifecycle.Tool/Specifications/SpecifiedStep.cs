namespace Vpp.Lifecycle.Tool.Specifications;

/// <summary>What a trigger does in a configuration.</summary>
internal sealed record SpecifiedStep(string Outcome, int To)
{
    private static readonly string Rejected = Lifecycle.Outcome.Rejected.ToWireName();

    internal bool IsAccepted => Outcome != Rejected;
}

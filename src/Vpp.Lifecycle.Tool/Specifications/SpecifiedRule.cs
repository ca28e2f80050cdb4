namespace Vpp.Lifecycle.Tool.Specifications;

/// <summary>A rule, its condition in words.</summary>
internal sealed record SpecifiedRule(string From, string Trigger, string? Condition, string Outcome, string To)
{
    /// <summary>When the rule applies.</summary>
    internal string When => $"{From} {Trigger}{(Condition is null ? "" : $" [{Condition}]")}";

    /// <summary>What it does then.</summary>
    internal string Does => $"{Outcome} {To}";
}

namespace Vpp.Lifecycle.Tool.Specifications;

/// <summary>A specification as one version of the library exported it.</summary>
internal sealed record Specification
{
    /// <summary>What to call it: its file, or "this build".</summary>
    internal required string Name { get; init; }

    internal required IReadOnlyList<SpecifiedEntry> States { get; init; }

    internal required IReadOnlyList<SpecifiedEntry> Reasons { get; init; }

    internal required IReadOnlyList<string> Triggers { get; init; }

    internal required IReadOnlyList<SpecifiedRule> Rules { get; init; }

    /// <summary>By code.</summary>
    internal required IReadOnlyDictionary<int, SpecifiedConfiguration> Configurations { get; init; }

    /// <summary>One for each configuration and trigger.</summary>
    internal required IReadOnlyDictionary<(int From, string Trigger), SpecifiedStep> Steps { get; init; }

    /// <summary>The code that a request begins in, by whether meter access is outstanding.</summary>
    internal required IReadOnlyDictionary<bool, int> Requests { get; init; }

    internal string Hash => SpecificationDigest.Of(
        Requests.Select(request => (request.Key, request.Value)),
        Steps.Where(step => step.Value.IsAccepted).Select(step => (step.Key.From, step.Key.Trigger, step.Value.Outcome, step.Value.To)));
}

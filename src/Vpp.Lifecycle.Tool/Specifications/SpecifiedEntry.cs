namespace Vpp.Lifecycle.Tool.Specifications;

/// <summary>A state or a suspension reason: its name, and what else is said of it.</summary>
internal sealed record SpecifiedEntry(string Name, IReadOnlyDictionary<string, string> Said);

namespace EnrolmentService.Demo;

/// <summary>What to tell whoever started the demo: the keys, which can be read this once, and a page to open.</summary>
internal sealed record DemoSummary(IReadOnlyList<(string Label, string Key)> Keys, string StatusPagePath);

namespace Vpp.Lifecycle.Export;

/// <summary>
/// A reading of the specification where its published pages are silent or contradict each other, with the number by which code,
/// tests and documents cite it. Immutable; compares by value; safe to share between threads.
/// </summary>
internal sealed record DecidedReading
{
    internal DecidedReading(int number, string title, string text)
    {
        Number = number;
        Title = title;
        Text = text;
    }

    /// <summary>The number, from 1; it never changes its meaning.</summary>
    public int Number { get; }

    /// <summary>How it is cited: "R6".</summary>
    public string Name => $"R{Number}";

    /// <summary>What it is about, in a few words.</summary>
    public string Title { get; }

    /// <summary>What was decided, in English sentences; Markdown, with code words in back quotes.</summary>
    public string Text { get; }

    /// <summary>The name and the title: "R6 Meter access".</summary>
    public override string ToString() => $"{Name} {Title}";
}

namespace Vpp.Lifecycle.Diagrams;

/// <summary>The colours of a phase: of lines and names, of its frame, and of the frame around states that share an arrow.</summary>
internal readonly record struct DotPalette(string Line, string Fill, string InnerFill)
{
    internal const string Background = "white";
    internal const string Text = "#24292f";
    internal const string FaintText = "#57606a";
    internal const string Arrow = "#57606a";

    /// <summary>What lies off a highlighted path; still legible on every fill.</summary>
    internal const string OffPath = "#6e7781";

    internal static DotPalette Of(Phase phase) => phase switch
    {
        Phase.Enrolment => new("#2f6299", "#eaf2fb", "#d9e8f7"),
        Phase.Participation => new("#2a7048", "#e8f5ec", "#d4ecdb"),
        Phase.Unenrolment => new("#8f5508", "#fdf3e2", "#fae6c5"),
        _ => new("#b3261e", "#fdeceb", "#fad5d3"),
    };
}

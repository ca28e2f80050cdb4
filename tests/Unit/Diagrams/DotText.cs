namespace Vpp.Lifecycle.Tests.Unit.Diagrams;

/// <summary>Takes a DOT text apart.</summary>
internal static class DotText
{
    /// <summary>The statements about nodes, edges and attributes, in order, without the frames around them.</summary>
    internal static IEnumerable<string> Statements(string dot) =>
        string.Join('\n', dot.Split('\n').Where(line => !line.EndsWith('{') && line.Trim() != "}"))
            .Split(";\n")
            .Select(statement => statement.Trim());
}

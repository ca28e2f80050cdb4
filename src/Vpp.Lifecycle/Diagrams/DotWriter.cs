using System.Text;

namespace Vpp.Lifecycle.Diagrams;

/// <summary>Writes the DOT language: <c>\n</c> line ends, no trailing spaces, identifiers quoted and labels escaped.</summary>
internal sealed class DotWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    internal void Statement(string statement) => Line(statement + ";");

    internal void Open(string head)
    {
        Line(head + " {");
        _depth++;
    }

    internal void Close()
    {
        _depth--;
        Line("}");
    }

    /// <summary>An identifier or the value of an attribute.</summary>
    internal static string Quote(string text) =>
        "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal) + "\"";

    /// <summary>Text within an HTML-like label.</summary>
    internal static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal)
            .Replace("\"", "&quot;", StringComparison.Ordinal);

    /// <summary>All that was written.</summary>
    public override string ToString() => _text.ToString();

    private void Line(string line) => _text.Append(' ', 2 * _depth).Append(line).Append('\n');
}

using System.Text;

namespace Vpp.Lifecycle.Export;

/// <summary>A Markdown document being written, its parts set apart by blank lines.</summary>
internal sealed class MarkdownPage
{
    private readonly StringBuilder _text = new();

    internal void Paragraph(string text)
    {
        if (_text.Length > 0)
            _text.Append('\n');
        _text.Append(text).Append('\n');
    }

    internal void Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        Paragraph(Row(columns));
        _text.Append(Row([.. columns.Select(_ => "---")])).Append('\n');
        foreach (IReadOnlyList<string> row in rows)
            _text.Append(Row(row)).Append('\n');
    }

    /// <summary>The document so far.</summary>
    public override string ToString() => _text.ToString();

    // A bar inside a cell would end it.
    private static string Row(IReadOnlyList<string> cells) =>
        $"| {string.Join(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |";
}

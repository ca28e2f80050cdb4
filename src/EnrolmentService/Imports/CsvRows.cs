using System.Globalization;
using System.Text;
using EnrolmentService.Http;
using nietras.SeparatedValues;

namespace EnrolmentService.Imports;

/// <summary>Rows of a CSV file (RFC 4180), block by block. The first row names the columns, in any order.</summary>
internal sealed class CsvRows
{
    private const string Needed = "Needed: external_id, device_id, programme_id, provider_id; allowed besides: provider_reference_id.";

    private readonly List<string?> _fields = [];
    private int[]? _columns;
    private int _count;

    public bool HasHeader => _columns is not null;

    /// <exception cref="ImportFileException">The header is wrong.</exception>
    public IEnumerable<ImportRow> Read(ImportBlock block)
    {
        using SepReader reader = Sep.New(',').Reader(options => options with { HasHeader = false, DisableColCountCheck = true }).FromText(Encoding.UTF8.GetString(block.Text.Span));
        var rows = new List<ImportRow>();
        long next = block.FirstLine;
        foreach (SepReader.Row row in reader)
        {
            long line = next;
            next += 1 + LineEndsIn(row.Span);
            if (row.ColCount == 1 && row[0].Span.Trim(" \t").IsEmpty)
                continue;
            _fields.Clear();
            int faulty = -1;
            for (int column = 0; column < row.ColCount; column++)
            {
                _fields.Add(Unquote(row[column].Span));
                if (_fields[column] is null && faulty < 0)
                    faulty = column;
            }

            if (_columns is null)
                ReadHeader(line);
            else
                rows.Add(faulty >= 0 ? Malformed(line, $"Column {faulty + 1} has a quote where none can be. Allowed: a field between quotes, each quote in it doubled.") : RowOf(line));
        }

        return rows;
    }

    /// <summary>Line ends between quotes, as <see cref="ImportText"/> counts them.</summary>
    private static int LineEndsIn(ReadOnlySpan<char> row) => row.ContainsAny('\r', '\n') ? row.Count('\r') + row.Count('\n') - row.Count("\r\n") : 0;

    /// <summary>The field without its quotes; null where they are not as RFC 4180 has them.</summary>
    private static string? Unquote(ReadOnlySpan<char> field)
    {
        if (!field.Contains('"'))
            return field.ToString();
        if (field.Length < 2 || field[0] != '"' || field[^1] != '"')
            return null;
        string inner = field[1..^1].ToString();
        string plain = inner.Replace("\"\"", "\"", StringComparison.Ordinal);
        return inner.Length - plain.Length == plain.Count(letter => letter == '"') ? plain : null;
    }

    private void ReadHeader(long line)
    {
        int[] columns = new int[ImportRow.Members.Count];
        Array.Fill(columns, -1);
        for (int column = 0; column < _fields.Count; column++)
        {
            string name = _fields[column] ?? "";
            int member = ImportRow.Members.Count - 1;
            while (member >= 0 && ImportRow.Members[member] != name)
                member--;
            if (member < 0)
                throw Wrong(line, $"column {column + 1}, \"{(name.Length <= 80 ? name : name[..80] + "…")}\", is none of an import");
            if (columns[member] >= 0)
                throw Wrong(line, $"{name} is there twice, as column {columns[member] + 1} and as column {column + 1}");
            columns[member] = column;
        }

        int missing = Array.FindIndex(columns, 0, ImportRow.RequiredMembers, column => column < 0);
        if (missing >= 0)
            throw Wrong(line, $"there is no column {ImportRow.Members[missing]}");
        (_columns, _count) = (columns, _fields.Count);
    }

    private ImportRow RowOf(long line)
    {
        if (_fields.Count != _count)
            return Malformed(line, $"The row has {_fields.Count} columns, the header {_count}.");
        string?[] values = new string?[ImportRow.Members.Count];
        ImportRejection? rejection = null;
        for (int member = 0; member < values.Length; member++)
        {
            if (_columns![member] < 0)
                continue;
            string text = _fields[_columns[member]]!;
            string name = ImportRow.Members[member];
            string place = string.Create(CultureInfo.InvariantCulture, $"{name} (column {_columns[member] + 1})");
            if (text.Length > 0 && TextRules.FaultOfIdentifier(text, place) is { } fault)
                rejection ??= new ImportRejection(line, member == 0 ? null : values[0], ImportCode.InvalidValue, name, fault);
            else if (text.Length > 0)
                values[member] = text;
            else if (member < ImportRow.RequiredMembers)
                rejection ??= new ImportRejection(line, values[0], ImportCode.MissingMember, name, $"{place} is missing.");
        }

        return rejection is null ? ImportRow.Of(line, values) : ImportRow.Rejected(rejection);
    }

    private static ImportFileException Wrong(long line, string words) => new(line, string.Create(CultureInfo.InvariantCulture, $"The header in line {line} is wrong: {words}. {Needed}"));

    private static ImportRow Malformed(long line, string message) => ImportRow.Rejected(new ImportRejection(line, null, ImportCode.MalformedRow, null, message));
}

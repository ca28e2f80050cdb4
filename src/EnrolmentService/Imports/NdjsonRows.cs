using EnrolmentService.Http;

namespace EnrolmentService.Imports;

/// <summary>Rows of newline-delimited JSON: an object a line. Members it does not know are ignored.</summary>
internal static class NdjsonRows
{
    public static IEnumerable<ImportRow> Read(ImportBlock block)
    {
        var rows = new List<ImportRow>();
        long line = block.FirstLine;
        ReadOnlyMemory<byte> rest = block.Text;
        while (!rest.IsEmpty)
        {
            int end = rest.Span.IndexOf((byte)'\n');
            ReadOnlyMemory<byte> text = end < 0 ? rest : rest[..end];
            rest = end < 0 ? ReadOnlyMemory<byte>.Empty : rest[(end + 1)..];
            if (text.Span.StartsWith("\uFEFF"u8))
                text = text[3..];
            if (!text.Span.Trim(" \t\r"u8).IsEmpty)
                rows.Add(RowOf(line, text));
            line++;
        }

        return rows;
    }

    private static ImportRow RowOf(long line, ReadOnlyMemory<byte> text)
    {
        var json = RequestJson.Parse(text, "The line");
        string?[] values = new string?[ImportRow.Members.Count];
        for (int member = 0; member < values.Length; member++)
            values[member] = member < ImportRow.RequiredMembers ? json.Identifier(ImportRow.Members[member]) : json.OptionalIdentifier(ImportRow.Members[member]);
        if (json.Malformed is { } malformed)
            return ImportRow.Rejected(new ImportRejection(line, null, ImportCode.MalformedJson, null, malformed));
        if (json.Errors is not [var first, ..])
            return ImportRow.Of(line, values);
        string name = first.Pointer[1..];
        ImportCode code = json.IsAbsent(name) ? ImportCode.MissingMember : ImportCode.InvalidValue;
        return ImportRow.Rejected(new ImportRejection(line, values[0] is "" ? null : values[0], code, name, first.Detail));
    }
}

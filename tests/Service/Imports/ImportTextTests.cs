using System.Text;
using EnrolmentService.Imports;

namespace Vpp.Lifecycle.Tests.Service.Imports;

/// <summary>Files as bytes: where rows begin, what ends them, and what is no text.</summary>
public class ImportTextTests
{
    private const string Header = "external_id,device_id,programme_id,provider_id\n";

    [Fact]
    public async Task Rows_are_read_whatever_ends_their_lines_and_however_they_arrive()
    {
        string text = "\uFEFF" + Header.ReplaceLineEndings("\r\n") + "1,a,p,v\r\n2,\"b,\"\"c\"\"\",p,v\n\n3,\"d\",p,v\r4,e,p,v";
        foreach (int atATime in (int[])[1, 2, 3, 7, 1_000])
        {
            (IReadOnlyList<ImportRow> rows, ImportFileException? fault) = await ReadAsync(Encoding.UTF8.GetBytes(text), atATime);
            Assert.Null(fault);
            Assert.Equal(["2 1 a", "3 2 b,\"c\"", "5 3 d", "6 4 e"], rows.Select(row => $"{row.Line} {row.ExternalId} {row.DeviceId}"));
        }
    }

    [Fact]
    public async Task A_line_end_between_quotes_is_part_of_a_field_and_refuses_its_row_alone()
    {
        (IReadOnlyList<ImportRow> rows, ImportFileException? fault) = await ReadAsync(Header + "1,\"a\nb\",p,v\n2,c,p,v\n");
        Assert.Null(fault);
        Assert.Equal((2, ImportCode.InvalidValue, "device_id"), (rows[0].Line, rows[0].Rejection!.Code, rows[0].Rejection!.Member));
        Assert.Equal((4, "2"), (rows[1].Line, rows[1].ExternalId));
    }

    [Theory]
    [InlineData("a,b", "column 1, \"a\", is none of an import")]
    [InlineData("external_id;device_id", "column 1, \"external_id;device_id\", is none of an import")]
    [InlineData("external_id,device_id,programme_id", "there is no column provider_id")]
    [InlineData("external_id,device_id,programme_id,provider_id,device_id", "device_id is there twice, as column 2 and as column 5")]
    [InlineData("external_id,Device_Id", "column 2, \"Device_Id\", is none of an import")]
    public async Task A_wrong_header_is_named_with_what_is_needed(string header, string words)
    {
        (IReadOnlyList<ImportRow> rows, ImportFileException? fault) = await ReadAsync(header + "\n1,a,p,v\n");
        Assert.Empty(rows);
        Assert.Equal(
            (1, $"The header in line 1 is wrong: {words}. Needed: external_id, device_id, programme_id, provider_id; allowed besides: provider_reference_id."), (fault!.Line, fault.Message));
    }

    [Fact]
    public async Task Columns_come_in_any_order_and_the_reference_may_be_left_out_or_empty()
    {
        (IReadOnlyList<ImportRow> rows, _) = await ReadAsync("provider_reference_id,provider_id,programme_id,device_id,external_id\nAZ,v,p,d,1\n,v,p,d,2\n");
        Assert.Equal([new ImportRow(2, "1", "d", "p", "v", "AZ"), new ImportRow(3, "2", "d", "p", "v", null)], rows);
    }

    [Theory]
    [InlineData("1,a,p", "MALFORMED_ROW", null, "The row has 3 columns, the header 4.")]
    [InlineData("1,a\"b\"c,p,v", "MALFORMED_ROW", null, "Column 2 has a quote where none can be. Allowed: a field between quotes, each quote in it doubled.")]
    [InlineData("1,,p,v", "MISSING_MEMBER", "device_id", "device_id (column 2) is missing.")]
    [InlineData(",a,p,v", "MISSING_MEMBER", "external_id", "external_id (column 1) is missing.")]
    [InlineData("1,a,p\u0007,v", "INVALID_VALUE", "programme_id", "programme_id (column 3) has a control character (U+0007) at index 1. Allowed: none.")]
    public async Task A_row_at_fault_is_refused_with_its_place_and_stops_no_other(string row, string code, string? member, string message)
    {
        (IReadOnlyList<ImportRow> rows, ImportFileException? fault) = await ReadAsync(Header + row + "\n2,a,p,v\n");
        Assert.Null(fault);
        ImportRejection rejection = rows[0].Rejection!;
        Assert.Equal((2, code, member, message), (rejection.Line, rejection.Code.ToWireName(), rejection.Member, rejection.Message));
        Assert.Equal("2", rows[1].ExternalId);
    }

    [Theory]
    [InlineData("{\"external_id\":\"1\"", "MALFORMED_JSON", null)]
    [InlineData("[1]", "MALFORMED_JSON", null)]
    [InlineData("{\"external_id\":\"1\",\"external_id\":\"2\"}", "MALFORMED_JSON", null)]
    [InlineData("{\"external_id\":\"1\",\"device_id\":null}", "MISSING_MEMBER", "device_id")]
    [InlineData("{\"external_id\":\"1\",\"device_id\":7}", "INVALID_VALUE", "device_id")]
    public async Task A_line_of_json_at_fault_is_refused_and_stops_no_other(string line, string code, string? member)
    {
        string good = "{\"external_id\":\"2\",\"device_id\":\"d\",\"programme_id\":\"p\",\"provider_id\":\"v\",\"colour\":\"blue\"}";
        (IReadOnlyList<ImportRow> rows, ImportFileException? fault) = await ReadAsync(Encoding.UTF8.GetBytes($"{line}\r\n\n\uFEFF{good}"), 100, ImportFormat.Ndjson);
        Assert.Null(fault);
        Assert.Equal((1, code, member), (rows[0].Line, rows[0].Rejection!.Code.ToWireName(), rows[0].Rejection!.Member));
        Assert.Equal(new ImportRow(3, "2", "d", "p", "v", null), rows[1]);
    }

    [Fact]
    public async Task A_quote_never_closed_is_named_by_where_it_opened_and_the_rows_before_are_there()
    {
        foreach (string rest in (string[])["", new('x', 300_000), string.Concat(Enumerable.Repeat("3,c,p,v\n", 20_000))])
        {
            (IReadOnlyList<ImportRow> rows, ImportFileException? fault) = await ReadAsync(Header + "1,a,p,v\n2,\"b,p,v\n" + rest);
            Assert.Equal("1", Assert.Single(rows).ExternalId);
            string why = rest.Length == 0 ? "the file ends" : "it goes on for 65536 bytes";
            Assert.Equal((3, $"The quote opened in line 3 at byte 3 is never closed: {why}."), (fault!.Line, fault.Message));
        }
    }

    [Fact]
    public async Task A_line_without_end_takes_bounded_memory()
    {
        var endless = new Endless((byte)'x', 10L * 1024 * 1024 * 1024);
        var text = new ImportText(endless, hasQuotes: true);
        ImportFileException fault = await Assert.ThrowsAsync<ImportFileException>(async () =>
        {
            await foreach (ImportBlock block in text.ReadAsync(default))
                Assert.Fail($"{block.Text.Length} bytes are no row.");
        });
        Assert.Equal("Line 1 has no end within 65536 bytes. Allowed: rows of up to so many.", fault.Message);
        Assert.InRange(endless.Given, 65_537, 1_000_000);
    }

    [Fact]
    public async Task What_is_not_utf8_is_named_by_line_and_byte_and_the_rows_before_are_there()
    {
        byte[] latin1 = [.. Encoding.UTF8.GetBytes(Header + "1,a,p,v\n\"2\n3\",caf"), 0xE9, .. ",p,v\n"u8];
        (IReadOnlyList<ImportRow> rows, ImportFileException? fault) = await ReadAsync(latin1, 1_000);
        Assert.Equal("1", Assert.Single(rows).ExternalId);
        Assert.Equal((4, "Line 4 is not UTF-8, at byte 7 of the line: 0xE9. Needed: UTF-8; convert text in Latin-1, Windows-1252 or the like."), (fault!.Line, fault.Message));

        (rows, fault) = await ReadAsync(Header + "1,a,p,v\n2,b\0,p,v\n");
        Assert.Single(rows);
        Assert.Equal((3, "Line 3 has a NUL character, at byte 4 of the line. Text has none, but UTF-16 looks so. Needed: UTF-8."), (fault!.Line, fault.Message));

        foreach (Encoding utf16 in (Encoding[])[Encoding.Unicode, Encoding.BigEndianUnicode])
        {
            (rows, fault) = await ReadAsync([.. utf16.GetPreamble(), .. utf16.GetBytes(Header)], 1_000);
            Assert.Empty(rows);
            Assert.Equal("The file is UTF-16: it begins with that byte order mark. Needed: UTF-8.", fault!.Message);
            (rows, fault) = await ReadAsync(utf16.GetBytes(Header), 1_000);
            Assert.StartsWith("Line 1 has a NUL character", fault!.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_empty_file_of_csv_has_no_header_and_one_of_json_no_rows()
    {
        foreach (string empty in (string[])["", "\uFEFF", "\r\n\r\n"])
        {
            (IReadOnlyList<ImportRow> rows, ImportFileException? fault) = await ReadAsync(empty);
            Assert.Equal((0, "The file is empty. Needed: a header row with external_id, device_id, programme_id, provider_id."), (rows.Count, fault!.Message));
            (rows, fault) = await ReadAsync(Encoding.UTF8.GetBytes(empty), 100, ImportFormat.Ndjson);
            Assert.Equal((0, null), (rows.Count, fault));
        }
    }

    private static Task<(IReadOnlyList<ImportRow> Rows, ImportFileException? Fault)> ReadAsync(string text) => ReadAsync(Encoding.UTF8.GetBytes(text), 10_000);

    private static async Task<(IReadOnlyList<ImportRow> Rows, ImportFileException? Fault)> ReadAsync(byte[] bytes, int atATime, ImportFormat format = ImportFormat.Csv)
    {
        var rows = new List<ImportRow>();
        try
        {
            await foreach (ImportRow row in ImportRows.ReadAsync(new Trickle(bytes, atATime), format, default))
                rows.Add(row);
        }
        catch (ImportFileException fault)
        {
            return (rows, fault);
        }

        return (rows, null);
    }

    /// <summary>Gives a few bytes at a time.</summary>
    private sealed class Trickle(byte[] bytes, int atATime) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(atATime, buffer.Length)], cancellationToken);
    }

    /// <summary>The same byte again and again.</summary>
    private sealed class Endless(byte value, long length) : MemoryStream
    {
        public long Given { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int count = (int)Math.Min(buffer.Length, length - Given);
            buffer.Span[..count].Fill(value);
            Given += count;
            return ValueTask.FromResult(count);
        }
    }
}

using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;

namespace EnrolmentService.Imports;

/// <summary>
/// A file as text, whole rows at a time and in bounded memory, however long it is. Where it is no text in UTF-8, or a row has no end, the rows before are given, and then the fault with its place.
/// </summary>
/// <param name="stream">The file.</param>
/// <param name="hasQuotes">Whether a line end between quotes ends no row.</param>
internal sealed class ImportText(Stream stream, bool hasQuotes)
{
    /// <summary>The most bytes of a row.</summary>
    public const int LongestRow = 64 * 1024;

    private const int BufferLength = 4 * LongestRow;
    private const byte Quote = (byte)'"';

    private static readonly SearchValues<byte> Marks = SearchValues.Create("\n\r\"\0"u8);

    private readonly byte[] _buffer = new byte[BufferLength];
    private int _filled;
    private int _scanned;

    // Of the row under way: where it begins, and on which line; and where a quote in it was opened.
    private int _rowStart;
    private long _rowLine = 1;
    private long _line = 1;
    private int _lineStart;
    private (long Line, int Column)? _open;
    private ImportFileException? _fault;

    /// <summary>Whole rows, one block after the other.</summary>
    /// <exception cref="ImportFileException">It cannot be read on.</exception>
    public async IAsyncEnumerable<ImportBlock> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        bool isStart = true;
        bool isEnd = false;
        while (!isEnd)
        {
            int read = await stream.ReadAtLeastAsync(_buffer.AsMemory(_filled), 1, throwOnEndOfStream: false, cancellation);
            isEnd = read == 0;
            _filled += read;
            // Enough to see a byte order mark.
            if (isStart && !isEnd && _filled < 4)
                continue;
            if (isStart)
                SkipMark();
            isStart = false;
            long firstLine = _rowLine;
            int first = _rowStart;
            Scan(isEnd);
            int end = _rowStart;
            if (isEnd && _fault is null)
            {
                end = _filled;
                if (_open is { } open)
                    (_fault, end) = (NeverClosed(open, "the file ends"), _rowStart);
            }

            int valid = ValidLength(first, end, firstLine);
            if (valid > 0)
                yield return new ImportBlock(firstLine, _buffer.AsMemory(first, valid));
            if (_fault is not null)
                throw _fault;
            Shift();
        }
    }

    private void SkipMark()
    {
        ReadOnlySpan<byte> start = _buffer.AsSpan(0, _filled);
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            _fault = new ImportFileException(1, "The file is UTF-16: it begins with that byte order mark. Needed: UTF-8.");
        else if (start.StartsWith("\uFEFF"u8))
            _rowStart = _lineStart = _scanned = 3;
    }

    /// <summary>Goes on to the end of the last whole row, or to a fault.</summary>
    private void Scan(bool isEnd)
    {
        while (_fault is null)
        {
            int found = _buffer.AsSpan(_scanned, _filled - _scanned).IndexOfAny(Marks);
            int at = found < 0 ? _filled : _scanned + found;
            if (at - _rowStart > LongestRow)
            {
                _fault = _open is { } open
                    ? NeverClosed(open, Invariant($"it goes on for {LongestRow} bytes"))
                    : new ImportFileException(_rowLine, Invariant($"Line {_rowLine} has no end within {LongestRow} bytes. Allowed: rows of up to so many."));
                return;
            }

            _scanned = at;
            if (found < 0 || !Take(isEnd))
                return;
        }
    }

    /// <returns>False where the next byte must be seen first.</returns>
    private bool Take(bool isEnd)
    {
        byte mark = _buffer[_scanned];
        if (mark == 0)
        {
            _fault = new ImportFileException(_line, Invariant($"Line {_line} has a NUL character, at byte {_scanned - _lineStart + 1} of the line. Text has none, but UTF-16 looks so. Needed: UTF-8."));
            return true;
        }

        if (mark == Quote)
        {
            if (hasQuotes)
                _open = _open is null ? (_line, _scanned - _lineStart + 1) : null;
            _scanned++;
            return true;
        }

        // A carriage return ends a line by itself, or together with a line feed.
        int length = 1;
        if (mark == '\r')
        {
            if (_scanned + 1 == _filled && !isEnd)
                return false;
            if (!hasQuotes)
            {
                _scanned++;
                return true;
            }

            length = _scanned + 1 < _filled && _buffer[_scanned + 1] == '\n' ? 2 : 1;
        }

        _scanned += length;
        _line++;
        _lineStart = _scanned;
        if (_open is null)
            (_rowStart, _rowLine) = (_scanned, _line);
        return true;
    }

    /// <summary>How many bytes of whole rows are UTF-8; what is not becomes the fault.</summary>
    private int ValidLength(int first, int end, long firstLine)
    {
        ReadOnlySpan<byte> rows = _buffer.AsSpan(first, end - first);
        if (Utf8.IsValid(rows))
            return rows.Length;
        int at = 0;
        while (Rune.DecodeFromUtf8(rows[at..], out _, out int length) == OperationStatus.Done)
            at += length;
        (int rowStart, int lineStart, long line) = PlaceOf(rows, at, firstLine);
        _fault = new ImportFileException(
            line, Invariant($"Line {line} is not UTF-8, at byte {at - lineStart + 1} of the line: 0x{rows[at]:X2}. Needed: UTF-8; convert text in Latin-1, Windows-1252 or the like."));
        return rowStart;
    }

    /// <summary>Where the row and the line begin that a byte is in, and the line's number.</summary>
    private (int RowStart, int LineStart, long Line) PlaceOf(ReadOnlySpan<byte> rows, int at, long firstLine)
    {
        (int rowStart, int lineStart, long line) = (0, 0, firstLine);
        bool isOpen = false;
        for (int index = 0; index < at; index++)
        {
            isOpen ^= hasQuotes && rows[index] == Quote;
            if (rows[index] != '\n' && !(hasQuotes && rows[index] == '\r' && rows[index + 1] != '\n'))
                continue;
            line++;
            lineStart = index + 1;
            rowStart = isOpen ? rowStart : lineStart;
        }

        return (rowStart, lineStart, line);
    }

    private static ImportFileException NeverClosed((long Line, int Column) open, string words) =>
        new(open.Line, Invariant($"The quote opened in line {open.Line} at byte {open.Column} is never closed: {words}."));

    /// <summary>Moves the row under way to the beginning of the buffer.</summary>
    private void Shift()
    {
        int kept = _rowStart;
        _buffer.AsSpan(kept, _filled - kept).CopyTo(_buffer);
        _filled -= kept;
        _scanned -= kept;
        _lineStart -= kept;
        _rowStart = 0;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Some whole rows.</summary>
/// <param name="FirstLine">The line on which the first begins.</param>
/// <param name="Text">The rows, in UTF-8; good until the next are asked for.</param>
internal readonly record struct ImportBlock(long FirstLine, ReadOnlyMemory<byte> Text);

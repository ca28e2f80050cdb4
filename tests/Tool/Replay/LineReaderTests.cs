using System.Text;
using Vpp.Lifecycle.Tool.Replay;

namespace Vpp.Lifecycle.Tests.Tool.Replay;

public class LineReaderTests
{
    [Fact]
    public void Gives_the_lines_however_the_stream_comes_in()
    {
        var random = new Random(7);
        for (int round = 0; round < 300; round++)
        {
            string[] lines = [.. Enumerable.Range(0, random.Next(12)).Select(_ => new string('x', random.Next(2) * random.Next(40)))];
            string lineEnd = random.Next(2) == 0 ? "\n" : "\r\n";
            bool endsWithLineEnd = random.Next(2) == 0;
            string text = (random.Next(2) == 0 ? "\uFEFF" : "") + string.Join(lineEnd, lines) + (endsWithLineEnd && lines.Length > 0 ? lineEnd : "");
            string[] expected = lines is [.., ""] && !endsWithLineEnd ? lines[..^1] : lines;
            using var stream = new TricklingStream(Encoding.UTF8.GetBytes(text), random);

            var reader = new LineReader(stream);
            List<string> actual = [];
            while (reader.TryRead(out ReadOnlySpan<byte> line))
            {
                actual.Add(Encoding.UTF8.GetString(line));
                Assert.Equal(actual.Count, reader.LineNumber);
            }

            Assert.Equal(expected, actual);
            Assert.Equal(Encoding.UTF8.GetByteCount(text), reader.BytesRead);
        }
    }

    [Fact]
    public void Only_the_carriage_return_of_the_line_end_is_taken_off()
    {
        var reader = new LineReader(new MemoryStream("a\r\r\n\rb\r\n\r"u8.ToArray()));
        List<string> lines = [];
        while (reader.TryRead(out ReadOnlySpan<byte> line))
            lines.Add(Encoding.UTF8.GetString(line));

        Assert.Equal(["a\r", "\rb", ""], lines);
    }

    /// <summary>Gives a few bytes at a time.</summary>
    private sealed class TricklingStream(byte[] content, Random random) : MemoryStream(content)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 1 + random.Next(7))]);
    }
}

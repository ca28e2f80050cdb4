using System.Text;
using Vpp.Lifecycle.Tool.Replay;

namespace Vpp.Lifecycle.Tests.Tool.Replay;

public class LogBlocksTests
{
    [Fact]
    public void Gives_all_of_the_log_in_blocks_that_end_where_lines_end_however_the_stream_comes_in()
    {
        var random = new Random(7);
        for (int round = 0; round < 500; round++)
        {
            string[] lines = [.. Enumerable.Range(0, random.Next(30)).Select(_ => new string('x', random.Next(2) * random.Next(70)))];
            string text = string.Join('\n', lines) + (random.Next(2) == 0 ? "\n" : "");
            var blocks = new LogBlocks(new TricklingStream(Encoding.UTF8.GetBytes(text), random)) { BlockLength = 1 + random.Next(50) };

            var given = new StringBuilder();
            foreach (LogBlock block in blocks.All())
            {
                string piece = Encoding.UTF8.GetString(block.Bytes, 0, block.Length);
                given.Append(piece);
                Assert.False(block.IsLineTooLong);
                Assert.True(piece.EndsWith('\n') || given.Length == text.Length, piece);
                blocks.GiveBack(block);
            }

            Assert.Equal(text, given.ToString());
        }
    }

    [Theory]
    [InlineData(10, "aaaaaaaaaa\nb\n", "aaaaaaaaaa\nb\n")]
    [InlineData(10, "aaaaaaaaaaa\nb\n", "!b\n")]
    [InlineData(10, "a\nbbbbbbbbbbb\nc\n", "a\n!c\n")]
    [InlineData(10, "a\nbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "a\n!")]
    [InlineData(10, "bbbbbbbbbbb", "!")]
    [InlineData(10, "bbbbbbbbbb", "bbbbbbbbbb")]
    [InlineData(10, "ccccccccccccccccccccc\nddddddddddddddddddddddddd\ne", "!!e")]
    public void A_line_that_is_too_long_is_passed_over_and_told_in_its_place(int longest, string text, string expected)
    {
        for (int blockLength = 1; blockLength <= longest; blockLength++)
        {
            var blocks = new LogBlocks(new TricklingStream(Encoding.UTF8.GetBytes(text), new Random(blockLength))) { BlockLength = blockLength, LongestLine = longest };

            string given = string.Concat(blocks.All().Select(block => block.IsLineTooLong ? "!" : Encoding.UTF8.GetString(block.Bytes, 0, block.Length)));

            Assert.Equal(expected, given);
        }
    }

    [Fact]
    public void Lines_are_counted_with_blank_ones_and_events_have_their_line()
    {
        var block = new LogBlock { Bytes = Encoding.UTF8.GetBytes("\n\r\n" + Log.Request("a") + "\r\n \u00a0\u3000\f\v\t\n\0\0\n\uFEFF\uFEFF" + Log.Request("b") + "\n?") };
        block.Length = block.Bytes.Length;

        block.Read();

        Assert.Equal(7, block.Lines);
        Assert.Equal([3, 6, 7], block.Events.ToArray().Select(line => line.Line));
        Assert.Equal(["a", "b", ""], block.Events.ToArray().Select(line => Encoding.UTF8.GetString(block.TextAt(line.Id))));
    }

    /// <summary>Gives a few bytes at a time.</summary>
    private sealed class TricklingStream(byte[] content, Random random) : MemoryStream(content)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 1 + random.Next(7))]);
    }
}

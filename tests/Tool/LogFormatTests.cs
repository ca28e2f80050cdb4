using System.IO.Compression;
using System.Text;
using ZstdSharp;

namespace Vpp.Lifecycle.Tests.Tool;

/// <summary>Logs as people have them: compressed ones are read, and what is no newline-delimited JSON is rejected as a whole, once.</summary>
public class LogFormatTests
{
    private static readonly string Events = Log.Of(Log.Request("vpp_1"), Log.Trigger("vpp_1", "CONSENT_REQUESTED"));

    [Fact]
    public void A_log_compressed_by_gzip_or_zstandard_is_read_whatever_its_name()
    {
        using var directory = new ScratchDirectory();
        string plain = Replayed.From(Events).Run.Output;
        foreach (byte[] packed in (byte[][])[Gzip(Events), Zstandard(Events)])
        {
            string file = directory.File("events.ndjson");
            File.WriteAllBytes(file, packed);

            Assert.Equal((0, plain), (Replayed.From(packed).ExitStatus, Replayed.From(packed).Run.Output));
            Assert.Equal(plain, ToolRun.Of("replay", file, "--quiet").Output);
        }
    }

    [Fact]
    public void Compressed_logs_may_be_joined()
    {
        byte[] more = Gzip(Log.Of(Log.Request("vpp_2")));
        byte[] moreOfTheOther = Zstandard(Log.Of(Log.Request("vpp_2")));

        Assert.Equal(["vpp_1", "vpp_2"], Replayed.From([.. Gzip(Events), .. more]).Ids);
        Assert.Equal(["vpp_1", "vpp_2"], Replayed.From([.. Zstandard(Events), .. moreOfTheOther]).Ids);
    }

    [Fact]
    public void A_compressed_log_that_is_cut_off_is_an_error()
    {
        string many = string.Concat(Enumerable.Range(0, 10_000).Select(number => Log.Of(Log.Request($"vpp_{number}"))));
        foreach (byte[] packed in (byte[][])[Gzip(many), Zstandard(many)])
        {
            ToolRun run = ToolRun.Reading(packed[..(packed.Length / 2)], "replay", "-", "--quiet");

            Assert.Equal((2, ""), (run.ExitStatus, run.Output));
            Assert.StartsWith("vpp-lifecycle: Cannot read standard input: ", run.Errors, StringComparison.Ordinal);
        }
    }

    public static TheoryData<string, byte[], string, string> Others => new()
    {
        { "UTF-16", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Events)], "text in UTF-16LE", "iconv -f UTF-16LE -t UTF-8 FILE" },
        { "UTF-16 without a mark", Encoding.Unicode.GetBytes(Events), "text in UTF-16LE", "iconv -f UTF-16LE" },
        { "UTF-16BE", [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes(Events)], "text in UTF-16BE", "iconv -f UTF-16BE" },
        { "UTF-32", [.. Encoding.UTF32.GetPreamble(), .. Encoding.UTF32.GetBytes(Events)], "text in UTF-32LE", "iconv -f UTF-32LE" },
        { "an array", Encoding.UTF8.GetBytes($"[{Log.Request("a")},{Log.Request("b")}]"), "one JSON array", "jq -c '.[]' FILE" },
        { "an array of one", Encoding.UTF8.GetBytes($"\uFEFF [{Log.Request("a")}]\n"), "one JSON array", "jq" },
        { "an array in lines", Encoding.UTF8.GetBytes($"[\n  {Log.Request("a")},\n  {Log.Request("b")}\n]\n"), "one JSON array", "jq" },
        { "a large array", Encoding.UTF8.GetBytes("[" + string.Join(",", Enumerable.Repeat(Log.Request("a"), 1_000)) + "]"), "one JSON array", "jq" },
        { "RS", Encoding.UTF8.GetBytes("\u001E" + Events.Replace("\n{", "\n\u001E{", StringComparison.Ordinal)), "the character RS", @"tr -d '\036' < FILE" },
        { "CR", Encoding.UTF8.GetBytes(Events.Replace('\n', '\r')), "carriage returns", @"tr '\r' '\n' < FILE" },
        { "bzip2", [.. "BZh91AY"u8, 1, 2, 3], "compressed by bzip2", "bzip2 -dc FILE" },
        { "xz", [0xFD, .. "7zXZ"u8, 0, 1], "compressed by xz", "xz -dc FILE" },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void What_is_no_such_log_is_told_in_one_line_with_how_to_convert_it(string name, byte[] log, string what, string convert)
    {
        Replayed replayed = Replayed.From(log);

        Assert.Equal((2, ""), (replayed.ExitStatus, replayed.Run.Output));
        Assert.Empty(replayed.Rejected);
        string line = Assert.Single(replayed.Run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("vpp-lifecycle: Cannot read standard input as an event log: it", line, StringComparison.Ordinal);
        Assert.True(line.Contains(what, StringComparison.Ordinal) && line.EndsWith(" | vpp-lifecycle replay -", StringComparison.Ordinal), $"{name}: {line}");
        Assert.Contains($"Convert it: {convert}", line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_is_an_array_is_refused_by_itself()
    {
        Assert.Equal(["MALFORMED_JSON"], Replayed.From(Log.Of($"[{Log.Request("a")}]", Log.Request("b"))).Codes);
        Assert.Equal(["MALFORMED_JSON"], Replayed.From("[]").Codes);
        Assert.Equal(["MALFORMED_JSON"], Replayed.From("[1]\n").Codes);
    }

    [Fact]
    public void Carriage_returns_within_an_event_are_white_space() =>
        Assert.Equal(["a"], Replayed.From(Log.Request("a").Replace(",", "\r,\r", StringComparison.Ordinal)).Ids);

    [Theory]
    [InlineData("tool replay events.ndjson --quiet >&-", "Cannot write standard output: it is closed.")]
    [InlineData("tool replay events.ndjson --quiet <&- >&-", "Cannot write standard output: it is closed.")]
    [InlineData("tool replay - --quiet <&- >&-", "Cannot read standard input: it is closed.")]
    [InlineData("tool spec >&-", "Cannot write standard output: it is closed.")]
    public void A_closed_descriptor_is_said_to_be_closed(string script, string message)
    {
        using var directory = new ScratchDirectory();
        File.WriteAllText(directory.File("events.ndjson"), Events);

        ToolRun run = ToolRun.InShell(directory, script);

        Assert.Equal((2, $"vpp-lifecycle: {message}\n"), (run.ExitStatus, run.Errors));
    }

    private static byte[] Gzip(string text)
    {
        var packed = new MemoryStream();
        using (var packing = new GZipStream(packed, CompressionLevel.Fastest))
            packing.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    private static byte[] Zstandard(string text)
    {
        using var packing = new Compressor();
        return packing.Wrap(Encoding.UTF8.GetBytes(text)).ToArray();
    }
}

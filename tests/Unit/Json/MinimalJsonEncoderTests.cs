using System.Text;
using System.Text.Json;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tests.Unit.Json;

public class MinimalJsonEncoderTests
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = MinimalJsonEncoder.Instance };

    [Theory]
    [InlineData("plain")]
    [InlineData("Café, д, ひので")]
    [InlineData("😀 beyond U+FFFF 𠮷野家")]
    [InlineData("<a href='x'>&+`</a>\u007F\u0085\u2028\uE000\uFEFF\u0378")]
    public void Writes_text_as_it_is(string text)
    {
        Assert.Equal($"\"{text}\"", JsonSerializer.Serialize(text, Options));
        Assert.Equal($"\"{text}\"", WrittenFromUtf8(Encoding.UTF8.GetBytes(text)));
    }

    [Theory]
    [InlineData("say \"no\"", @"say \""no\""")]
    [InlineData("a\\b", @"a\\b")]
    [InlineData("\b\f\n\r\t", @"\b\f\n\r\t")]
    [InlineData("\0\u0001\u001F 😀\u000B", @"\u0000\u0001\u001F 😀\u000B")]
    [InlineData("😀\"😀", @"😀\""😀")]
    public void Escapes_what_json_requires(string text, string escaped)
    {
        Assert.Equal($"\"{escaped}\"", JsonSerializer.Serialize(text, Options));
        Assert.Equal($"\"{escaped}\"", WrittenFromUtf8(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void What_is_written_reads_back_for_every_character()
    {
        var all = new StringBuilder();
        for (int scalar = 0; scalar <= 0x10FFFF; scalar++)
        {
            if (Rune.IsValid(scalar))
                all.Append(new Rune(scalar));
        }

        string text = all.ToString();
        Assert.Equal(text, JsonSerializer.Deserialize<string>(JsonSerializer.Serialize(text, Options)));
        Assert.Equal(text, JsonSerializer.Deserialize<string>(WrittenFromUtf8(Encoding.UTF8.GetBytes(text))));
    }

    [Fact]
    public void Half_a_surrogate_pair_becomes_the_replacement_character()
    {
        Assert.Equal("a\uFFFDb", MinimalJsonEncoder.Instance.Encode("a\uD800b"));
        Assert.Equal("a\uFFFDb", MinimalJsonEncoder.Instance.Encode("a\uDC00b"));
        Assert.Equal("a😀\uFFFD", MinimalJsonEncoder.Instance.Encode("a😀\uD83D"));
    }

    [Fact]
    public void Ill_formed_utf8_becomes_the_replacement_character()
    {
        Assert.Equal("\"é\uFFFDé\"", WrittenFromUtf8([0xC3, 0xA9, 0xFF, 0xC3, 0xA9]));
    }

    private static string WrittenFromUtf8(byte[] utf8)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = MinimalJsonEncoder.Instance }))
            writer.WriteStringValue(utf8);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}

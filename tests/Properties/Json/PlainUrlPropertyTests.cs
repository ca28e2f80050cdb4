using System.Text;

namespace Vpp.Lifecycle.Tests.Properties.Json;

/// <summary>Addresses that are known at a glance are those that the parser of all addresses allows.</summary>
public class PlainUrlPropertyTests
{
    private const string Alphabet = "aaabkzAZ019.--./_~:?#@% é";

    [LifecycleProperty]
    public bool A_plain_address_is_allowed(int[] picks, bool isSecure)
    {
        string url = Made(picks, isSecure);
        return !PlainUrl.Matches(Encoding.UTF8.GetBytes(url)) || Text.FaultOfUrl(url) is null;
    }

    [Fact]
    public void Many_of_the_addresses_made_are_plain_and_many_are_not()
    {
        var random = new Random(1);
        int plain = Enumerable.Range(0, 1000).Count(_ => PlainUrl.Matches(Encoding.UTF8.GetBytes(
            Made([.. Enumerable.Range(0, random.Next(12)).Select(_ => random.Next())], isSecure: true))));

        Assert.InRange(plain, 50, 950);
    }

    [Theory]
    [InlineData("https://flex.example", true)]
    [InlineData("http://a-1.Example/a/b_c~d.png", true)]
    [InlineData("https://flex.example/", true)]
    [InlineData("https://", false)]
    [InlineData("https:///a", false)]
    [InlineData("ftp://flex.example", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("https://flex..example", false)]
    [InlineData("https://-flex.example", false)]
    [InlineData("https://flex-.example", false)]
    [InlineData("https://127.0.0.1/", false)]
    [InlineData("https://flex.example:80/", false)]
    [InlineData("https://flex.example/a b", false)]
    [InlineData("https://flex.example/é", false)]
    [InlineData("https://user@flex.example/", false)]
    public void What_is_plain(string url, bool isPlain) => Assert.Equal(isPlain, PlainUrl.Matches(Encoding.UTF8.GetBytes(url)));

    [Fact]
    public void A_label_has_63_characters_at_most_and_a_name_253()
    {
        string label = new('a', 63);
        string name = string.Join('.', label, label, label, new string('b', 61));

        Assert.True(PlainUrl.Matches(Encoding.ASCII.GetBytes($"https://{name}/")));
        Assert.Null(Text.FaultOfUrl($"https://{name}/"));
        Assert.False(PlainUrl.Matches(Encoding.ASCII.GetBytes($"https://{label}a.example/")));
        Assert.False(PlainUrl.Matches(Encoding.ASCII.GetBytes($"https://{name}b/")));
    }

    private static string Made(int[] picks, bool isSecure) =>
        (isSecure ? "https://" : "http://") + string.Concat(picks.Select(pick => Alphabet[(int)((uint)pick % Alphabet.Length)]));
}

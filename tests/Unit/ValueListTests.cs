namespace Vpp.Lifecycle.Tests.Unit;

public class ValueListTests
{
    [Fact]
    public void A_missing_element_is_an_error_that_names_the_list_and_says_what_is_allowed()
    {
        var error = Assert.Throws<ArgumentException>("names", () => ValueList<string>.Copy(["a", null!], "names"));

        Assert.StartsWith("An element of the list is null. Allowed: values only.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_text_is_its_elements() => Assert.Equal("[a, b]", ValueList<string>.Copy(["a", "b"], "names").ToString());

    [Fact]
    public void Unlike_lists_are_spread_over_unlike_hash_codes() =>
        Assert.NotEqual(1, Enumerable.Range(0, 8).Select(number => ValueList<int>.Copy([number], "numbers").GetHashCode()).Distinct().Count());
}

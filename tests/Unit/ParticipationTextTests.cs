namespace Vpp.Lifecycle.Tests.Unit;

public sealed class ParticipationTextTests
{
    [Theory]
    [InlineData("https://example.org")]
    [InlineData("https://exämple.org/ü?a=b#c")]
    [InlineData("https://example.org\n")]
    [InlineData(" https://example.org")]
    [InlineData("https://example.org\t")]
    [InlineData("https://example.org/a b")]
    [InlineData("http:\\\\example.org")]
    [InlineData("https://example.org/\u2028x")]
    [InlineData("javascript:alert(1)")]
    [InlineData("//example.org")]
    [InlineData("")]
    public void What_is_said_of_an_address_beforehand_is_what_its_setter_does(string text) =>
        Assert.Equal(
            Record.Exception(() => new ProgrammeInfo { Id = "vpr_1", DisplayName = "", LearnMoreUrl = text }) is null, ParticipationText.FaultOfUrl(text) is null);

    [Theory]
    [InlineData("a")]
    [InlineData("")]
    [InlineData("a\nb")]
    [InlineData("a\u0000b")]
    [InlineData("\ud800")]
    [InlineData("\U0001F600")]
    public void What_is_said_of_identifiers_and_names_beforehand_is_what_their_setters_do(string text)
    {
        Assert.Equal(Record.Exception(() => new ProgrammeInfo { Id = text, DisplayName = "" }) is null, ParticipationText.FaultOfIdentifier(text) is null);
        Assert.Equal(Record.Exception(() => new ProgrammeInfo { Id = "vpr_1", DisplayName = text }) is null, ParticipationText.FaultOf(text) is null);
    }

    [Fact]
    public void A_fault_names_its_subject_the_place_and_what_is_allowed()
    {
        Assert.Equal("id has a control character (U+000A) at index 1. Allowed: none.", ParticipationText.FaultOfIdentifier("a\nb", "id"));
        Assert.Equal("The text has a control character (U+0000) at index 0. Allowed: tabs and line ends.", ParticipationText.FaultOf("\0"));
        Assert.Equal("id is empty. Allowed: a string that is not empty, without control characters.", ParticipationText.FaultOfIdentifier("", "id"));
        Assert.Equal("logo_url is not a web address. Allowed: an absolute http or https URL.", ParticipationText.FaultOfUrl("ftp://example.org", "logo_url"));
    }
}

namespace Vpp.Lifecycle.Tests.Unit.Paging;

public sealed class ParticipationListQueryTests
{
    [Fact]
    public void A_query_for_a_device_asks_for_the_first_30()
    {
        ParticipationListQuery query = Parse(("device_id", "dev_1"));

        Assert.Equal(new ParticipationListQuery("dev_1"), query);
        Assert.Equal((30, 31, null, false), (query.Limit, query.FetchLimit, query.Cursor, query.IsBackward));
    }

    [Fact]
    public void All_parameters_are_read_and_others_ignored()
    {
        Assert.Equal(
            new ParticipationListQuery("dev_1", 100, startingAfter: "vpp_2"),
            Parse(("starting_after", "vpp_2"), ("x", null), ("limit", "100"), ("device_id", "dev_1"), ("x", "y")));
        Assert.Equal(
            new ParticipationListQuery("dev_1", 1, endingBefore: "vpp_2"),
            Parse(("device_id", "dev_1"), ("limit", "1"), ("ending_before", "vpp_2")));
    }

    [Fact]
    public void The_cursor_says_which_way_the_page_lies()
    {
        Assert.Equal(("vpp_2", false), (new ParticipationListQuery("d", startingAfter: "vpp_2").Cursor, new ParticipationListQuery("d", startingAfter: "vpp_2").IsBackward));
        Assert.Equal(("vpp_2", true), (new ParticipationListQuery("d", endingBefore: "vpp_2").Cursor, new ParticipationListQuery("d", endingBefore: "vpp_2").IsBackward));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("101")]
    [InlineData("-1")]
    [InlineData("+5")]
    [InlineData(" 5")]
    [InlineData("5.0")]
    [InlineData("1e1")]
    [InlineData("٥")]
    [InlineData("99999999999999999999")]
    [InlineData("ten")]
    [InlineData("")]
    [InlineData(null)]
    public void A_limit_that_is_no_number_from_1_to_100_is_refused(string? limit) =>
        Assert.Equal($"limit: \"{limit}\" is not allowed. Allowed: a whole number from 1 to 100.", Rejected(("device_id", "d"), ("limit", limit)));

    [Fact]
    public void What_else_is_wrong_is_refused_with_the_parameters_name()
    {
        Assert.Equal("device_id: it is missing.", Rejected());
        Assert.Equal("device_id: it is empty. Allowed: an identifier.", Rejected(("device_id", "")));
        Assert.Equal("device_id: it is given twice.", Rejected(("device_id", "d"), ("device_id", "d")));
        Assert.Equal("limit: it is given twice.", Rejected(("device_id", "d"), ("limit", "1"), ("limit", "2")));
        Assert.Equal("starting_after: it is empty. Allowed: an identifier.", Rejected(("device_id", "d"), ("starting_after", "")));
        Assert.Equal("ending_before: it is empty. Allowed: an identifier.", Rejected(("device_id", "d"), ("ending_before", null)));
        Assert.Equal("ending_before: The text has a lone surrogate (U+DC00) at index 0. Allowed: well-formed UTF-16.", Rejected(("device_id", "d"), ("ending_before", "\udc00")));
        Assert.Equal(
            "ending_before: it is given together with starting_after. Allowed: one of the two.",
            Rejected(("device_id", "d"), ("starting_after", "a"), ("ending_before", "b")));
    }

    [Fact]
    public void Parse_throws_what_try_parse_says()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => ParticipationListQuery.Parse([]));

        Assert.StartsWith("device_id: it is missing.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_query_cannot_be_made_broken()
    {
        Assert.Throws<ArgumentException>(() => new ParticipationListQuery(""));
        Assert.Throws<ArgumentNullException>(() => new ParticipationListQuery(null!));
        Assert.Throws<ArgumentException>(() => new ParticipationListQuery("\ud800"));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ParticipationListQuery("d", 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ParticipationListQuery("d", 101));
        Assert.Throws<ArgumentException>(() => new ParticipationListQuery("d", 1, ""));
        Assert.Throws<ArgumentException>(() => new ParticipationListQuery("d", 1, "a", "b"));
    }

    private static ParticipationListQuery Parse(params (string Name, string? Value)[] parameters) =>
        ParticipationListQuery.Parse(parameters.Select(parameter => KeyValuePair.Create(parameter.Name, parameter.Value)));

    private static string Rejected(params (string Name, string? Value)[] parameters)
    {
        Assert.False(ParticipationListQuery.TryParse(
            parameters.Select(parameter => KeyValuePair.Create(parameter.Name, parameter.Value)), out ParticipationListQuery? query, out ParticipationListQueryError? error));
        Assert.Null(query);
        Assert.StartsWith($"{error.Parameter}: ", error.Message, StringComparison.Ordinal);
        return error.Message;
    }
}

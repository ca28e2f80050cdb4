using System.Text;
using Vpp.Lifecycle.Tests.Unit.Json;

namespace Vpp.Lifecycle.Tests.Unit.Paging;

public sealed class ParticipationPageTests
{
    private const string Device = "dev_63a6087272941ef077a8fd3e";

    [Fact]
    public void One_item_more_than_the_limit_says_that_there_are_more_and_is_not_on_the_page()
    {
        ParticipationPage forward = ParticipationPage.From(new ParticipationListQuery(Device, 2), [Created(9), Created(8), Created(7)]);
        ParticipationPage backward = ParticipationPage.From(new ParticipationListQuery(Device, 2, endingBefore: "vpp_1"), [Created(2), Created(3), Created(4)]);

        Assert.Equal(("vpp_9 vpp_8", true), (Ids(forward), forward.HasMore));
        Assert.Equal(("vpp_3 vpp_2", true), (Ids(backward), backward.HasMore));
    }

    [Fact]
    public void No_more_than_the_limit_says_that_there_are_no_more()
    {
        ParticipationPage forward = ParticipationPage.From(new ParticipationListQuery(Device, 2), [Created(9), Created(8)]);
        ParticipationPage backward = ParticipationPage.From(new ParticipationListQuery(Device, 2, endingBefore: "vpp_1"), [Created(2), Created(3)]);

        Assert.Equal(("vpp_9 vpp_8", false), (Ids(forward), forward.HasMore));
        Assert.Equal(("vpp_3 vpp_2", false), (Ids(backward), backward.HasMore));
    }

    [Fact]
    public void Pages_compare_by_value()
    {
        ParticipationPage page = ParticipationPage.From(new ParticipationListQuery(Device, 2), [Created(9), Created(8), Created(7)]);

        Assert.Equal(page, ParticipationPage.From(new ParticipationListQuery(Device, 2), [Created(9), Created(8), Created(6)]));
        Assert.NotEqual(page, ParticipationPage.From(new ParticipationListQuery(Device, 2), [Created(9), Created(8)]));
        Assert.NotEqual(page, ParticipationPage.From(new ParticipationListQuery(Device, 3), [Created(9), Created(8)]));
    }

    [Fact]
    public void A_store_that_fetches_too_many_or_of_another_device_or_out_of_order_or_the_cursor_itself_is_told()
    {
        var query = new ParticipationListQuery(Device, 1);
        Participation other = Participation.Request(Example.Details with { DeviceId = "dev_2" }, MeterAccess.NotRequired, Example.Start);

        Assert.Contains("3 items", Rejected(query, Created(3), Created(2), Created(1)), StringComparison.Ordinal);
        Assert.Contains("dev_2", Rejected(query, other), StringComparison.Ordinal);
        Assert.Contains("out of order", Rejected(query, Created(1), Created(2)), StringComparison.Ordinal);
        Assert.Contains("out of order", Rejected(query, Created(1), Created(1)), StringComparison.Ordinal);
        Assert.Contains("out of order", Rejected(new ParticipationListQuery(Device, 1, endingBefore: "x"), Created(2), Created(1)), StringComparison.Ordinal);
        Assert.Contains("Item 0, vpp_2, is the query's cursor", Rejected(new ParticipationListQuery(Device, 2, startingAfter: "vpp_2"), Created(2), Created(1)), StringComparison.Ordinal);
        Assert.Contains("Item 0, vpp_1, is the query's cursor", Rejected(new ParticipationListQuery(Device, 2, endingBefore: "vpp_1"), Created(1), Created(2)), StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => ParticipationPage.From(query, [null!]));
    }

    [Fact]
    public void The_order_is_newest_first_then_the_identifier_descending()
    {
        Participation[] ordered = [Created(2, "vpp_a"), Created(1, "vpp_b"), Created(1, "vpp_a"), Created(0, "vpp_z")];

        Assert.Equal(ordered, Enumerable.Reverse(ordered).Order(ParticipationListOrder.NewestFirst));
    }

    [Theory]
    [InlineData("a", "b")]
    [InlineData("a", "aa")]
    [InlineData("B", "a")]
    [InlineData("z", "é")]
    [InlineData("\uFFFD", "\U0001F600")]
    [InlineData("a\uE000", "a\U00010000")]
    [InlineData("\U0001F600", "\U0001F601")]
    [InlineData("\uD7FF", "\uE000")]
    [InlineData("\U0001F600a", "\U0001F600\uFFFD")]
    public void Identifiers_compare_by_the_bytes_of_their_utf8(string lesser, string greater)
    {
        Assert.True(Encoding.UTF8.GetBytes(lesser).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(greater)) < 0);

        Assert.True(ParticipationListOrder.NewestFirst.Compare(Created(1, greater), Created(1, lesser)) < 0);
        Assert.True(ParticipationListOrder.NewestFirst.Compare(Created(1, lesser), Created(1, greater)) > 0);
        Assert.Equal(0, ParticipationListOrder.NewestFirst.Compare(Created(1, lesser), Created(1, lesser)));
    }

    private static string Rejected(ParticipationListQuery query, params Participation[] fetched) =>
        Assert.Throws<ArgumentException>(() => ParticipationPage.From(query, fetched)).Message;

    private static string Ids(ParticipationPage page) => string.Join(' ', page.Items.Select(item => item.Id));

    private static Participation Created(int day, string? id = null) =>
        Participation.Request(Example.Details with { Id = id ?? $"vpp_{day}" }, MeterAccess.NotRequired, Example.Start.AddDays(day));
}

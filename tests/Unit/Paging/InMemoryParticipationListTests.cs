using Vpp.Lifecycle.Tests.Unit.Json;

namespace Vpp.Lifecycle.Tests.Unit.Paging;

public sealed class InMemoryParticipationListTests
{
    private static readonly InMemoryParticipationList Five = Enumerable.Range(1, 5)
        .Aggregate(InMemoryParticipationList.Empty, (list, day) => list.With(Created(day, "dev_b")))
        .With(Created(6, "dev_a"))
        .With(Created(7, "dev_c"));

    [Theory]
    [InlineData(2, null, null, "vpp_5 vpp_4", true)]
    [InlineData(5, null, null, "vpp_5 vpp_4 vpp_3 vpp_2 vpp_1", false)]
    [InlineData(2, "vpp_4", null, "vpp_3 vpp_2", true)]
    [InlineData(2, "vpp_3", null, "vpp_2 vpp_1", false)]
    [InlineData(2, "vpp_1", null, "", false)]
    [InlineData(2, null, "vpp_2", "vpp_4 vpp_3", true)]
    [InlineData(2, null, "vpp_3", "vpp_5 vpp_4", false)]
    [InlineData(2, null, "vpp_5", "", false)]
    public void A_page_lies_next_to_its_cursor(int limit, string? startingAfter, string? endingBefore, string ids, bool hasMore)
    {
        ParticipationPage page = Five.Page(new ParticipationListQuery("dev_b", limit, startingAfter, endingBefore));

        Assert.Equal((ids, hasMore), (string.Join(' ', page.Items.Select(item => item.Id)), page.HasMore));
    }

    [Theory]
    [InlineData("dev_a", "vpp_6")]
    [InlineData("dev_c", "vpp_7")]
    [InlineData("dev_", "")]
    [InlineData("dev_aa", "")]
    [InlineData("dev_d", "")]
    public void A_page_holds_the_devices_participations_only(string device, string ids) =>
        Assert.Equal(ids, string.Join(' ', Five.Page(new ParticipationListQuery(device)).Items.Select(item => item.Id)));

    [Theory]
    [InlineData("vpp_9")]
    [InlineData("vpp_6")]
    public void A_cursor_that_is_unknown_or_of_another_device_is_refused(string cursor)
    {
        UnknownCursorException after = Assert.Throws<UnknownCursorException>(() => Five.Page(new ParticipationListQuery("dev_b", startingAfter: cursor)));
        UnknownCursorException before = Assert.Throws<UnknownCursorException>(() => Five.Page(new ParticipationListQuery("dev_b", endingBefore: cursor)));

        Assert.Equal($"starting_after: \"{cursor}\" is no participation of the device \"dev_b\".", after.Message);
        Assert.Equal($"ending_before: \"{cursor}\" is no participation of the device \"dev_b\".", before.Message);
        Assert.Equal(cursor, after.Query.Cursor);
    }

    [Fact]
    public void A_cursor_that_is_long_offboarded_is_still_valid()
    {
        Participation offboarded = Example.Apply(Created(3, "dev_b"), [.. Created(3, "dev_b").PathTo(ParticipationState.Offboarded)!]);

        ParticipationPage page = Five.With(offboarded).Page(new ParticipationListQuery("dev_b", startingAfter: "vpp_3"));

        Assert.Equal("vpp_2 vpp_1", string.Join(' ', page.Items.Select(item => item.Id)));
    }

    [Fact]
    public void A_participation_takes_the_place_of_the_one_with_its_identifier_and_the_list_before_stays_as_it_was()
    {
        Participation moved = Created(3, "dev_b").ApplyOrThrow(Trigger.ConsentRequested, Example.Start.AddDays(9));

        InMemoryParticipationList after = Five.With(moved);

        Assert.Equal((7, 7), (Five.Count, after.Count));
        Assert.Equal(moved, after.Find("vpp_3"));
        Assert.Equal(Created(3, "dev_b"), Five.Find("vpp_3"));
        Assert.Equal(ParticipationState.AwaitingConsent, after.Page(new ParticipationListQuery("dev_b")).Items[2].CurrentState);
        Assert.Null(after.Find("vpp_99"));
    }

    [Fact]
    public void A_list_of_a_sequence_is_that_of_one_after_the_other_and_of_one_identifier_has_the_last()
    {
        Participation[] sequence = [.. Enumerable.Range(1, 5).Reverse().Select(day => Created(day, "dev_a"))];
        Participation last = sequence[0].ApplyOrThrow(Trigger.ConsentRequested, sequence[0].TimeCreated.AddHours(1));
        var list = InMemoryParticipationList.From([.. sequence, last]);

        Assert.Equal((5, last), (list.Count, list.Find(last.Id)));
        Assert.Equal(
            sequence.Append(last).Aggregate(InMemoryParticipationList.Empty, (all, one) => all.With(one)).Page(new ParticipationListQuery("dev_a")),
            list.Page(new ParticipationListQuery("dev_a")));
        Assert.Throws<ArgumentNullException>("participations", () => InMemoryParticipationList.From([null!]));
    }

    private static Participation Created(int day, string device) =>
        Participation.Request(Example.Details with { Id = $"vpp_{day}", DeviceId = device }, MeterAccess.NotRequired, Example.Start.AddDays(day));
}

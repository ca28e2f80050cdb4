namespace Vpp.Lifecycle.Tests.Orleans;

/// <summary>What the checker of the cluster's campaigns finds: a log made by hand for each fault that it must find, and for what it must let pass.</summary>
public sealed class ObservedHistoryTests
{
    // As the database has it: a participation made, and two writes.
    private static readonly RecordedWrite[] Stored = [new("p", null, 1), new("p", "a", 2), new("p", "b", 3)];

    [Fact]
    public void What_one_order_explains_is_no_fault()
    {
        Assert.Empty(Faults(
            Stored,
            Write("a", 10, 20, 2), Write("b", 30, 40, 3),
            Read(5, 6, 1), Read(21, 22, 2), Read(41, 42, 3),
            // Beside a write it is found or not, and two reads beside it may differ.
            Read(11, 19, 1), Read(12, 18, 2), Read(31, 39, 3), Read(32, 38, 2)));
        // Two writes at a time, in either order.
        Assert.Empty(Faults(Stored, Write("a", 10, 20, 2), Write("b", 11, 19, 3)));
        Assert.Empty(Faults(Stored, Write("a", 10, 20, 2), Write("b", 9, 12, 3)));
    }

    [Fact]
    public void A_write_without_an_answer_may_be_there_or_not()
    {
        Assert.Empty(Faults(Stored, Write("a", 10, 20, null), Write("b", 30, 40, 3), Write("c", 50, 60, null)));
        Assert.Empty(Faults(Stored, Write("a", 10, 20, null), Write("b", 30, 40, null)));
    }

    [Fact]
    public void An_acknowledged_write_that_is_lost() =>
        Assert.Equal(["p: c was acknowledged as version 4, and is not there.", "p: c was answered version 4, which nobody wrote."], Faults(Stored, Write("c", 50, 60, 4)));

    [Fact]
    public void An_acknowledged_write_in_whose_place_there_is_another() =>
        Assert.Equal(["p: c was acknowledged as version 3, and is not there."], Faults(Stored, Write("c", 50, 60, 3)));

    [Fact]
    public void A_write_done_twice() => Assert.Equal(["p: b was done 2 times."], Faults([.. Stored, new("p", "b", 4)], Write("a", 10, 20, 2), Write("b", 30, 40, 3)));

    [Fact]
    public void A_write_without_an_answer_done_twice() => Assert.Equal(["p: b was done 2 times."], Faults([.. Stored, new("p", "b", 4)], Write("b", 30, 40, null)));

    [Fact]
    public void A_write_acknowledged_with_another_version_than_it_has() =>
        Assert.Equal(["p: a was acknowledged as version 3, and is version 2."], Faults(Stored, Write("a", 10, 20, 3)));

    [Fact]
    public void Two_writes_under_one_version()
    {
        RecordedWrite[] stored = [.. Stored, new("p", "c", 3)];
        Assert.Equal(["p: version 3 was written by b and c."], Faults(stored, Write("b", 30, 40, 3), Write("c", 31, 39, 3)));
        // A write and what had fallen due by then are one version.
        Assert.Empty(Faults([.. Stored, new("p", null, 3)], Write("b", 30, 40, 3)));
    }

    [Fact]
    public void An_answer_with_a_version_that_nobody_wrote()
    {
        Assert.Equal(["p: a read was answered version 4, which nobody wrote."], Faults(Stored, Read(50, 60, 4)));
        Assert.Equal(["p: a read was answered version 2, which nobody wrote."], Faults([Stored[0], Stored[2]], Read(50, 60, 2)));
        Assert.Equal(["p: a read was answered version 1, which nobody wrote."], Faults([], Read(50, 60, 1)));
    }

    [Fact]
    public void A_read_that_goes_back_behind_a_write_that_was_answered() =>
        Assert.Equal(["p: a read was answered version 2 after 3 had been answered."], Faults(Stored, Write("b", 30, 40, 3), Read(41, 50, 2)));

    [Fact]
    public void A_read_that_goes_back_behind_another_read() =>
        Assert.Equal(["p: a read was answered version 1 after 2 had been answered."], Faults(Stored, Read(10, 20, 2), Read(21, 30, 1)));

    [Fact]
    public void Writes_whose_order_is_not_that_of_time()
    {
        Assert.Equal(["p: a was answered version 2 after 3 had been answered."], Faults(Stored, Write("b", 10, 20, 3), Write("a", 30, 40, 2)));
        // Also where others were answered in between.
        Assert.Equal(["p: a was answered version 2 after 3 had been answered."], Faults(Stored, Write("b", 10, 20, 3), Read(21, 22, 3), Read(5, 25, 1), Write("a", 30, 40, 2)));
    }

    [Fact]
    public void A_write_over_what_a_read_had_found_already() =>
        Assert.Equal(["p: a was answered version 2 after 3 had been answered."], Faults(Stored, Read(10, 20, 3), Write("a", 30, 40, 2)));

    [Fact]
    public void A_second_write_of_a_version_that_was_answered() =>
        Assert.Equal(
            ["p: version 3 was written by b and c.", "p: c was answered version 3 after 3 had been answered."],
            Faults([.. Stored, new("p", "c", 3)], Write("b", 30, 40, 3), Write("c", 41, 50, 3)));

    [Fact]
    public void Each_participation_has_an_order_of_its_own()
    {
        RecordedWrite[] stored = [.. Stored, new("q", null, 1), new("q", "c", 2)];
        Assert.Empty(Faults(stored, Write("b", 30, 40, 3), Write("c", 50, 60, 2) with { Participation = "q" }));
        Assert.Equal(["q: a read was answered version 3, which nobody wrote."], Faults(stored, Read(50, 60, 3) with { Participation = "q" }));
    }

    private static IReadOnlyList<string> Faults(IEnumerable<RecordedWrite> stored, params Observation[] seen) => ObservedHistory.Faults(seen, stored);

    private static Observation Write(string operation, long began, long ended, long? version) => new("p", operation, began, ended, version);

    private static Observation Read(long began, long ended, long version) => new("p", null, began, ended, version);
}

namespace Vpp.Lifecycle.Tests.Unit;

public sealed class SuspensionReasonSetTests
{
    private static readonly SuspensionReason[] Reasons =
    [
        SuspensionReason.AwaitingTelemetry, SuspensionReason.AwaitingDispatch, SuspensionReason.AwaitingConsent,
        SuspensionReason.OperatorRequest, SuspensionReason.CustomerRequest,
    ];

    public static TheoryData<byte> Masks => [.. Enumerable.Range(0, 32).Select(mask => (byte)mask)];

    [Theory]
    [MemberData(nameof(Masks))]
    public void A_set_lists_its_reasons_once_in_the_order_of_the_states_page(byte mask)
    {
        SuspensionReason[] expected = [.. Reasons.Where((_, bit) => ((mask >> bit) & 1) != 0)];

        SuspensionReasonSet set = SuspensionReasonSet.FromMask(mask);

        Assert.Equal(expected, set.ToArray());
        Assert.Equal(expected, Enumerable.Range(0, set.Count).Select(index => set[index]));
        Assert.Equal(expected.Length, set.Count);
        Assert.Equal(expected.Length == 0, set.IsEmpty);
        Assert.Equal(mask, set.Mask);
        Assert.Equal(Reasons.Select(reason => expected.Contains(reason)), Reasons.Select(set.Contains));
        Assert.Equal(set, SuspensionReasonSet.From([.. Enumerable.Reverse(expected), .. expected]));
        Assert.Equal(string.Join(", ", expected.Select(reason => reason.ToWireName())), set.ToString());
    }

    [Theory]
    [MemberData(nameof(Masks))]
    public void With_without_and_union_are_those_of_sets(byte mask)
    {
        SuspensionReasonSet set = SuspensionReasonSet.FromMask(mask);
        HashSet<SuspensionReason> members = [.. set];
        foreach (SuspensionReason reason in Reasons)
        {
            Assert.Equal([.. members.Append(reason).Distinct().Order()], set.With(reason).ToArray());
            Assert.Equal([.. members.Where(member => member != reason).Order()], set.Without(reason).ToArray());
        }

        for (byte other = 0; other < 32; other++)
        {
            SuspensionReasonSet second = SuspensionReasonSet.FromMask(other);
            Assert.Equal([.. members.Union(second).Order()], set.Union(second).ToArray());
            Assert.Equal(mask == other, set == second);
            Assert.Equal(mask != other, set != second);
            Assert.Equal(mask == other, set.Equals((object)second));
        }
    }

    [Fact]
    public void A_set_is_made_of_an_array_too_for_languages_without_params_spans()
    {
        Assert.Equal(SuspensionReasonSet.All, SuspensionReasonSet.From(Reasons));
        Assert.Equal("reasons", Assert.Throws<ArgumentNullException>(() => SuspensionReasonSet.From(null!)).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => SuspensionReasonSet.From(new[] { (SuspensionReason)5 }));
    }

    [Fact]
    public void The_default_is_empty_and_All_holds_five()
    {
        Assert.Equal(default, SuspensionReasonSet.Empty);
        Assert.Equal(default, SuspensionReasonSet.From());
        Assert.Equal(Reasons, SuspensionReasonSet.All);
        Assert.False(default(SuspensionReasonSet).Equals((object)(byte)0));
        Assert.Equal(32, Enumerable.Range(0, 32).Select(mask => SuspensionReasonSet.FromMask((byte)mask).GetHashCode()).Distinct().Count());
    }

    [Fact]
    public void Impossible_bits_places_and_reasons_are_errors()
    {
        var mask = Assert.Throws<ArgumentOutOfRangeException>(() => SuspensionReasonSet.FromMask(32));
        Assert.Equal("mask", mask.ParamName);
        Assert.Equal((byte)32, mask.ActualValue);
        Assert.Contains("31", mask.Message, StringComparison.Ordinal);

        Assert.Equal("index", Assert.Throws<ArgumentOutOfRangeException>(() => SuspensionReasonSet.All[5]).ParamName);
        Assert.Equal("index", Assert.Throws<ArgumentOutOfRangeException>(() => SuspensionReasonSet.All[-1]).ParamName);
        Assert.Equal("index", Assert.Throws<ArgumentOutOfRangeException>(() => SuspensionReasonSet.Empty[0]).ParamName);

        const SuspensionReason undefined = (SuspensionReason)5;
        foreach (Func<object> use in (Func<object>[])[
            () => SuspensionReasonSet.From(undefined),
            () => SuspensionReasonSet.Empty.With(undefined),
            () => SuspensionReasonSet.All.Without(undefined),
            () => SuspensionReasonSet.All.Contains(undefined)])
        {
            var error = Assert.Throws<ArgumentOutOfRangeException>(use);
            Assert.Equal("reason", error.ParamName);
            Assert.Contains("5 is not a defined SuspensionReason", error.Message, StringComparison.Ordinal);
        }
    }
}

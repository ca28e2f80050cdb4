namespace Vpp.Lifecycle.Tests.Unit;

/// <summary>Participations to begin a test with.</summary>
internal static class Given
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<int, Trigger[]>[] Ways = [StatesPage.WaysFrom(0), StatesPage.WaysFrom(1)];

    public static ParticipationDetails Details { get; } = new()
    {
        Id = "vpp_7c2f1a9e4b0d8f3a6e2c5d10",
        DeviceId = "dev_63a6087272941ef077a8fd3e",
        LocationId = "loc_641b90b758fb8e6293716e40",
    };

    public static TheoryData<int> Codes => [.. Enumerable.Range(0, 51)];

    public static Participation Requested(
        MeterAccess meterAccess = MeterAccess.NotRequired, DateTimeOffset? at = null, DwellTimes? dwellTimes = null) =>
        Participation.Request(Details, meterAccess, at ?? Start, dwellTimes);

    /// <summary>A participation that took the shortest way to a configuration, found on the states page, one trigger an hour.</summary>
    public static Participation OfCode(int code, DwellTimes? dwellTimes = null)
    {
        MeterAccess meterAccess = code is 1 or 3 or 5 or 6 ? MeterAccess.Required : MeterAccess.NotRequired;
        Participation participation = Requested(meterAccess, Start, dwellTimes);
        DateTimeOffset at = Start;
        foreach (Trigger trigger in Ways[participation.Configuration.Code][code])
            participation = participation.ApplyOrThrow(trigger, at += TimeSpan.FromHours(1));
        Assert.Equal(code, participation.Configuration.Code);
        return participation;
    }

    /// <summary>Some participation in a state.</summary>
    public static Participation In(ParticipationState state) =>
        OfCode(Enumerable.Range(0, 51).First(code => Situation.OfCode(code).State == state));

    public static Participation Suspended(params SuspensionReason[] reasons) =>
        OfCode(new Situation(ParticipationState.Suspended) { Reasons = [.. reasons.Order()] }.Code);

    /// <summary>One trigger an hour.</summary>
    public static Participation After(this Participation participation, params Trigger[] triggers)
    {
        DateTimeOffset at = participation.TimeUpdated;
        foreach (Trigger trigger in triggers)
            participation = participation.ApplyOrThrow(trigger, at += TimeSpan.FromHours(1));
        return participation;
    }

    public static AcceptedTransition Accept(this Participation participation, Trigger trigger, DateTimeOffset at, string? actor = null, string? note = null)
    {
        Assert.True(participation.Apply(trigger, at, actor, note).TryPickAccepted(out AcceptedTransition accepted, out Rejection? rejection), rejection?.ToString());
        return accepted;
    }

    public static Rejection Reject(this Participation participation, Trigger trigger, DateTimeOffset? at = null)
    {
        Assert.True(participation.Apply(trigger, at ?? Start).TryPickRejected(out Rejection? rejection, out AcceptedTransition accepted), accepted.ToString());
        return rejection;
    }
}

namespace Vpp.Lifecycle.Tests.Unit.Json;

/// <summary>Participations that many tests here begin with.</summary>
internal static class Example
{
    internal static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 30, 0, TimeSpan.Zero);

    internal static ParticipationDetails Details { get; } = new()
    {
        Id = "vpp_7c2f1a9e4b0d8f3a6e2c5d10",
        DeviceId = "dev_63a6087272941ef077a8fd3e",
        LocationId = "loc_641b90b758fb8e6293716e40",
    };

    internal static ParticipationDetails FullDetails { get; } = Details with
    {
        LiveMode = true,
        ProviderReferenceId = "AZ01346701301",
        Provider = new ProviderInfo { Id = "prv_1", DisplayName = "Leap", LogoUrl = "https://s.example/logo.png?a=1&b=<2>" },
        Programme = new ProgrammeInfo { Id = "vpr_1", DisplayName = "Gemeinschaftsstrom für Zürich ☀️", LearnMoreUrl = "https://example/é" },
        AccountId = "acc_661677911f2197045e6cf1b1",
        Supersedes = "vpp_000000000000000000000000",
    };

    /// <summary>An hour passes before each trigger.</summary>
    internal static Participation After(params ReadOnlySpan<Trigger> triggers) =>
        Apply(Participation.Request(Details, MeterAccess.NotRequired, Start), triggers);

    /// <summary>An hour passes before each trigger.</summary>
    internal static Participation Apply(Participation participation, params ReadOnlySpan<Trigger> triggers)
    {
        DateTimeOffset at = participation.TimeUpdated;
        foreach (Trigger trigger in triggers)
            participation = participation.ApplyOrThrow(trigger, at += TimeSpan.FromHours(1));
        return participation;
    }

    /// <summary>An hour passes before each trigger of the shortest way there.</summary>
    internal static Participation In(ParticipationState state) =>
        Apply(Participation.Request(Details, MeterAccess.NotRequired, Start), [.. Participation.Request(Details, MeterAccess.NotRequired, Start).PathTo(state)!]);
}

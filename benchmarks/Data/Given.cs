namespace Vpp.Lifecycle.Benchmarks.Data;

/// <summary>The participations that are measured.</summary>
internal static class Given
{
    internal static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    internal static readonly DateTimeOffset Later = Start.AddHours(1);

    internal static readonly ParticipationDetails Details = new()
    {
        Id = "vpp_0123456789abcdef01234567",
        DeviceId = "dev_0123456789abcdef01234567",
        LocationId = "loc_0123456789abcdef01234567",
        AccountId = "acc_0123456789abcdef01234567",
        Provider = new ProviderInfo { Id = "prv_0123456789abcdef01234567", DisplayName = "A provider" },
        Programme = new ProgrammeInfo { Id = "vpr_0123456789abcdef01234567", DisplayName = "A programme" },
    };

    /// <summary>In ACTIVE, after the happy path: eight timeline entries.</summary>
    internal static Participation Active()
    {
        Participation participation = Participation.Request(Details, MeterAccess.NotRequired, Start);
        foreach (Trigger trigger in participation.PathTo(ParticipationState.Active)!)
            participation = participation.ApplyOrThrow(trigger, Start);
        return participation;
    }

    /// <summary>In ACTIVE or SUSPENDED, with a timeline of a length of eight or more.</summary>
    internal static Participation WithEntries(int count)
    {
        Participation participation = Active();
        for (int entries = participation.Timeline.Count; entries < count; entries++)
            participation = participation.ApplyOrThrow(PauseOrResume(participation), Start);
        return participation;
    }

    /// <summary>The trigger that makes the next entry.</summary>
    internal static Trigger PauseOrResume(Participation participation) =>
        participation.CurrentState == ParticipationState.Active ? Trigger.OperatorPaused : Trigger.OperatorResumed;
}

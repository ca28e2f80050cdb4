namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>Reads what a request says beside its time. Not thread-safe.</summary>
internal sealed class RequestReader
{
    private static readonly NameTable<MeterAccess> MeterAccesses = new(Enum.GetValues<MeterAccess>().Select(value => (value.ToWireName(), value)));

    private readonly NestedObjectReader<ProviderInfo> _providers = new(
        "provider_display_name", "logo_url", (id, name, url) => new ProviderInfo { Id = id, DisplayName = name, LogoUrl = url });

    private readonly NestedObjectReader<ProgrammeInfo> _programmes = new(
        "programme_display_name", "learn_more_url", (id, name, url) => new ProgrammeInfo { Id = id, DisplayName = name, LearnMoreUrl = url });

    /// <summary>Reads the request; null when anything is wrong with the line.</summary>
    internal Request? Read(ref ValueReader values, EventMembers members)
    {
        string id = values.IdentifierText(members[EventMember.ParticipationId]);
        string deviceId = values.IdentifierText(members[EventMember.DeviceId]);
        string locationId = values.SharedIdentifier(members[EventMember.LocationId]);
        bool liveMode = values.Flag(members[EventMember.LiveMode]);
        MeterAccess meterAccess = values.OneOf(members[EventMember.MeterAccess], MeterAccesses);
        string? providerReferenceId = values.OptionalIdentifier(members[EventMember.ProviderReferenceId]);
        ProviderInfo? provider = _providers.Read(ref values, members[EventMember.Provider]);
        ProgrammeInfo? programme = _programmes.Read(ref values, members[EventMember.Programme]);
        string? accountId = values.OptionalSharedIdentifier(members[EventMember.AccountId]);
        string? supersedes = values.OptionalIdentifier(members[EventMember.Supersedes]);
        if (values.HasProblem)
            return null;

        var details = new ParticipationDetails
        {
            Id = id,
            DeviceId = deviceId,
            LocationId = locationId,
            LiveMode = liveMode,
            ProviderReferenceId = providerReferenceId,
            Provider = provider,
            Programme = programme,
            AccountId = accountId,
            Supersedes = supersedes,
        };
        return new Request(details, meterAccess);
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vpp.Lifecycle.Json;

/// <summary>
/// Settles how a host's own serializer writes this library's types. Thread-safe, as far as the options are.
/// </summary>
public static class LifecycleJsonOptions
{
    private static readonly JsonConverter[] Converters =
    [
        new WireNameConverter<ParticipationState>(),
        new WireNameConverter<Trigger>(),
        new WireNameConverter<SuspensionReason>(),
        new WireNameConverter<MeterAccess>(),
        new WireNameConverter<Outcome>(),
        new WireNameConverter<RejectionCode>(),
        new WireNameConverter<TimelineStatus>(),
        new WireNameConverter<StateKind>(),
        new WireNameConverter<Phase>(),
        new WireNameConverter<TriggerGroup>(),
        new WireNameConverter<Party>(),
        new WireNameConverter<NextActionCode>(),
        new WireNameConverter<LifecycleJsonError>(),
        new SuspensionReasonSetConverter(),
        new DwellTimesConverter(),
        new DwellStatisticsConverter(),
        new ParticipationDetailsConverter(),
        new ProviderInfoConverter(),
        new ProgrammeInfoConverter(),
        new ParticipationResourceConverter(),
        new TimelineEntryResourceConverter(),
        new ParticipationListConverter(),
        new ParticipationSnapshotConverter(),
        new ParticipationEventConverter<ParticipationEvent>(),
        new ParticipationEventConverter<ParticipationRequested>(),
        new ParticipationEventConverter<TriggerFired>(),
        new ParticipationEventConverter<DetailsAmended>(),
        new RejectionConverter(),
        new AmendmentRejectionConverter(),
    ];

    /// <summary>
    /// Puts the library's converters before all others, so that whatever else the options hold, this library's values have their documented
    /// form. Needed where options hold a converter that takes types it does not name, as <see cref="JsonStringEnumConverter"/> takes every
    /// enumeration: a serializer asks the options' converters before those that a type names. Naming policies need no call. Only a converter
    /// that the host names on a property of its own still comes first.
    /// </summary>
    /// <param name="options">The options, before their first use. Called again, the converters move to the front again.</param>
    /// <returns>The same options.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The options are in use already, and so read-only.</exception>
    public static JsonSerializerOptions AddVppLifecycle(this JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        IList<JsonConverter> all = options.Converters;
        foreach (JsonConverter converter in Converters)
            all.Remove(converter);
        for (int index = 0; index < Converters.Length; index++)
            all.Insert(index, Converters[index]);
        return options;
    }
}

using System.Text.Json.Nodes;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tests.Unit.Json;

/// <summary>A host's own type with this library's documents.</summary>
public sealed record HostDocuments(
    ParticipationResource Resource,
    ParticipationSnapshot Snapshot,
    ParticipationList List,
    IReadOnlyList<TimelineEntryResource> Timeline,
    ParticipationDetails Details,
    ParticipationDetails Bare,
    ProviderInfo Provider,
    ProgrammeInfo Programme,
    ParticipationEvent Event,
    ParticipationRequested Requested,
    TriggerFired Fired,
    DetailsAmended Amended,
    SuspensionReasonSet Reasons,
    DwellTimes Dwell,
    DwellStatistics Dwelt)
{
    public static HostDocuments Example { get; } = Make();

    /// <summary>What the members hold, in their order: what the library writes without a host.</summary>
    public JsonNode[] Wire =>
    [
        Node(Resource.ToJson()), Node(Snapshot.ToJson()), Node(List.ToJson()), Node(Resource.ToJson())["participation_state"]!,
        Node(
            """
            {"id":"vpp_7c2f1a9e4b0d8f3a6e2c5d10","provider_reference_id":"AZ01346701301","live_mode":true,"device_id":"dev_63a6087272941ef077a8fd3e",
            "location_id":"loc_641b90b758fb8e6293716e40","provider":{"id":"prv_1","provider_display_name":"Leap","logo_url":"https://s.example/logo.png?a=1&b=<2>"},
            "programme":{"id":"vpr_1","programme_display_name":"Gemeinschaftsstrom für Zürich ☀️","learn_more_url":"https://example/é"},
            "account_id":"acc_661677911f2197045e6cf1b1","supersedes":"vpp_000000000000000000000000"}
            """),
        Node("""{"id":"vpp_7c2f1a9e4b0d8f3a6e2c5d10","live_mode":false,"device_id":"dev_63a6087272941ef077a8fd3e","location_id":"loc_641b90b758fb8e6293716e40"}"""),
        Node("""{"id":"prv_2","provider_display_name":""}"""), Node("""{"id":"prg_2","programme_display_name":"Evening Peak"}"""),
        Node(Event.ToJson()), Node(Requested.ToJson()), Node(Fired.ToJson()), Node(Amended.ToJson()),
        Node("""["AWAITING_CONSENT","CUSTOMER_REQUEST"]"""), Node("""{"ACTIVE":"2.00:00:00"}"""),
        Node(Dwelt.ToJson()),
    ];

    public bool Equals(HostDocuments? other) =>
        other is not null && Resource == other.Resource && Snapshot == other.Snapshot && List == other.List && Timeline.SequenceEqual(other.Timeline)
        && Details == other.Details && Bare == other.Bare && Provider == other.Provider && Programme == other.Programme && Event == other.Event
        && Requested == other.Requested && Fired == other.Fired && Amended == other.Amended && Reasons == other.Reasons && Dwell == other.Dwell && Dwelt == other.Dwelt;

    public override int GetHashCode() => Resource.GetHashCode();

    private static HostDocuments Make()
    {
        Participation suspended = Json.Example.Apply(
            Participation.Request(Json.Example.FullDetails, MeterAccess.NotRequired, Json.Example.Start),
            [.. Json.Example.After().PathTo(ParticipationState.Suspended)!]);
        var page = ParticipationPage.From(new ParticipationListQuery(suspended.Details.DeviceId), [suspended]);
        var resource = ParticipationResource.From(suspended, Json.Example.Start);
        var requested = new ParticipationRequested(suspended.Details, MeterAccess.Required, Json.Example.Start, actor: "installer");
        return new HostDocuments(
            resource,
            ParticipationSnapshot.From(suspended),
            ParticipationList.From(page, Json.Example.Start),
            resource.Timeline,
            suspended.Details,
            Json.Example.Details,
            new ProviderInfo { Id = "prv_2", DisplayName = "" },
            new ProgrammeInfo { Id = "prg_2", DisplayName = "Evening Peak" },
            requested,
            requested,
            new TriggerFired(suspended.Id, Trigger.ConsentGranted, Json.Example.Start, note: "by post"),
            new DetailsAmended(suspended.Details, Json.Example.Start),
            SuspensionReasonSet.From(SuspensionReason.CustomerRequest, SuspensionReason.AwaitingConsent),
            DwellTimes.From(new Dictionary<ParticipationState, TimeSpan> { [ParticipationState.Active] = TimeSpan.FromDays(2) }),
            DwellStatistics.From(suspended.Visits));
    }

    private static JsonNode Node(string json) => JsonNode.Parse(json)!;
}

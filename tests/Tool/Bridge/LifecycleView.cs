using System.Globalization;
using System.Text.Json;

namespace Vpp.Lifecycle.Tests.Tool.Bridge;

/// <summary>What a participation resource says of the lifecycle, from the resource or put together by a host. Compared as text, a line for each entry.</summary>
internal sealed record LifecycleView(
    string State, bool ControlActive, bool TelemetryActive, string Reasons, DateTimeOffset Created, DateTimeOffset Updated, IReadOnlyList<string> Entries)
{
    // In the order in which a resource lists them.
    private static readonly (LifecycleFacts Fact, string Name)[] ReasonNames =
    [
        (LifecycleFacts.AwaitingTelemetry, "AWAITING_TELEMETRY"),
        (LifecycleFacts.AwaitingDispatch, "AWAITING_DISPATCH"),
        (LifecycleFacts.AwaitingConsent, "AWAITING_CONSENT"),
        (LifecycleFacts.OperatorRequest, "OPERATOR_REQUEST"),
        (LifecycleFacts.CustomerRequest, "CUSTOMER_REQUEST"),
    ];

    internal static LifecycleView Of(JsonElement resource) => new(
        Text(resource, "current_state"),
        resource.GetProperty("control_active").GetBoolean(),
        resource.GetProperty("telemetry_active").GetBoolean(),
        Names(resource),
        resource.GetProperty("time_created").GetDateTimeOffset(),
        resource.GetProperty("time_updated").GetDateTimeOffset(),
        [.. resource.GetProperty("participation_state").EnumerateArray().Select(entry => Entry(
            Text(entry, "state"), Text(entry, "status"), entry.GetProperty("occurred_at") is { ValueKind: JsonValueKind.String } at ? at.GetDateTimeOffset() : null, Names(entry)))]);

    internal static string Entry(ParticipationState state, string status, DateTimeOffset? at, LifecycleFacts reasons) => Entry(state.ToWireName(), status, at, Names(reasons));

    internal static string Names(LifecycleFacts reasons) =>
        string.Join(' ', ReasonNames.Where(reason => (reasons & reason.Fact) != 0).Select(reason => reason.Name));

    public override string ToString() => string.Join(
        '\n', [$"{State}, control {ControlActive}, telemetry {TelemetryActive} [{Reasons}] created {Written(Created)}, updated {Written(Updated)}", .. Entries]);

    private static string Entry(string state, string status, DateTimeOffset? at, string reasons) => $"  {state} {status} {Written(at)} [{reasons}]";

    private static string Written(DateTimeOffset? at) => at?.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture) ?? "-";

    private static string Names(JsonElement element) =>
        string.Join(' ', element.GetProperty("suspension_reasons").EnumerateArray().Select(reason => reason.GetString()));

    private static string Text(JsonElement element, string member) => element.GetProperty(member).GetString()!;
}

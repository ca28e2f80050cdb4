using System.Text.Json;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Orleans.Serialization;

[GenerateSerializer]
internal struct ParticipationSurrogate
{
    [Id(0)]
    public byte[] Snapshot;
}

[RegisterConverter]
internal sealed class ParticipationSurrogateConverter : IConverter<Participation, ParticipationSurrogate>
{
    public Participation ConvertFromSurrogate(in ParticipationSurrogate surrogate) => ParticipationSnapshot.Parse(surrogate.Snapshot).ToParticipation();

    public ParticipationSurrogate ConvertToSurrogate(in Participation value) => new() { Snapshot = ParticipationSnapshot.From(value).ToUtf8Bytes() };
}

[GenerateSerializer]
internal struct ParticipationSnapshotSurrogate
{
    [Id(0)]
    public byte[] Json;
}

[RegisterConverter]
internal sealed class ParticipationSnapshotSurrogateConverter : IConverter<ParticipationSnapshot, ParticipationSnapshotSurrogate>
{
    public ParticipationSnapshot ConvertFromSurrogate(in ParticipationSnapshotSurrogate surrogate) => ParticipationSnapshot.Parse(surrogate.Json);

    public ParticipationSnapshotSurrogate ConvertToSurrogate(in ParticipationSnapshot value) => new() { Json = value.ToUtf8Bytes() };
}

[GenerateSerializer]
internal struct ParticipationDetailsSurrogate
{
    [Id(0)]
    public byte[] Json;
}

[RegisterConverter]
internal sealed class ParticipationDetailsSurrogateConverter : IConverter<ParticipationDetails, ParticipationDetailsSurrogate>
{
    public ParticipationDetails ConvertFromSurrogate(in ParticipationDetailsSurrogate surrogate) => JsonSerializer.Deserialize(surrogate.Json, DetailsJson.Default.ParticipationDetails)!;

    public ParticipationDetailsSurrogate ConvertToSurrogate(in ParticipationDetails value) => new() { Json = JsonSerializer.SerializeToUtf8Bytes(value, DetailsJson.Default.ParticipationDetails) };
}

[GenerateSerializer]
internal struct DwellStatisticsSurrogate
{
    [Id(0)]
    public byte[] Json;
}

[RegisterConverter]
internal sealed class DwellStatisticsSurrogateConverter : IConverter<DwellStatistics, DwellStatisticsSurrogate>
{
    public DwellStatistics ConvertFromSurrogate(in DwellStatisticsSurrogate surrogate) => DwellStatisticsJson.Parse(surrogate.Json);

    public DwellStatisticsSurrogate ConvertToSurrogate(in DwellStatistics value) => new() { Json = value.ToUtf8Bytes() };
}

[GenerateSerializer]
internal struct TransitionSurrogate
{
    [Id(0)]
    public byte From;

    [Id(1)]
    public byte Step;

    [Id(2)]
    public Trigger Trigger;

    [Id(3)]
    public DateTimeOffset OccurredAt;

    [Id(4)]
    public string? Actor;

    [Id(5)]
    public string? Note;

    [Id(6)]
    public string? ReasonCode;
}

[RegisterConverter]
internal sealed class TransitionSurrogateConverter : IConverter<Transition, TransitionSurrogate>
{
    public Transition ConvertFromSurrogate(in TransitionSurrogate surrogate) => new(
        Configuration.FromCode(surrogate.From), Step.FromBits(surrogate.Step), surrogate.Trigger, surrogate.OccurredAt.UtcTicks, surrogate.Actor, surrogate.Note, surrogate.ReasonCode);

    public TransitionSurrogate ConvertToSurrogate(in Transition value) => new() { From = value.From.Code, Step = new Step(value.Outcome, value.To).Bits, Trigger = value.Trigger, OccurredAt = value.OccurredAt, Actor = value.Actor, Note = value.Note, ReasonCode = value.ReasonCode };
}

[GenerateSerializer]
internal struct RejectionSurrogate
{
    [Id(0)]
    public byte Configuration;

    [Id(1)]
    public Trigger Trigger;
}

[RegisterConverter]
internal sealed class RejectionSurrogateConverter : IConverter<Rejection, RejectionSurrogate>
{
    public Rejection ConvertFromSurrogate(in RejectionSurrogate surrogate) => new(Configuration.FromCode(surrogate.Configuration), surrogate.Trigger);

    public RejectionSurrogate ConvertToSurrogate(in Rejection value) => new() { Configuration = value.Configuration.Code, Trigger = value.Trigger };
}

[GenerateSerializer]
internal struct AmendmentRejectionSurrogate
{
    [Id(0)]
    public ParticipationState State;
}

[RegisterConverter]
internal sealed class AmendmentRejectionSurrogateConverter : IConverter<AmendmentRejection, AmendmentRejectionSurrogate>
{
    public AmendmentRejection ConvertFromSurrogate(in AmendmentRejectionSurrogate surrogate) => new(surrogate.State);

    public AmendmentRejectionSurrogate ConvertToSurrogate(in AmendmentRejection value) => new() { State = value.State };
}

[GenerateSerializer]
internal struct ParticipationListQuerySurrogate
{
    [Id(0)]
    public string DeviceId;

    [Id(1)]
    public int Limit;

    [Id(2)]
    public string? StartingAfter;

    [Id(3)]
    public string? EndingBefore;
}

[RegisterConverter]
internal sealed class ParticipationListQuerySurrogateConverter : IConverter<ParticipationListQuery, ParticipationListQuerySurrogate>
{
    public ParticipationListQuery ConvertFromSurrogate(in ParticipationListQuerySurrogate surrogate) => new(surrogate.DeviceId, surrogate.Limit, surrogate.StartingAfter, surrogate.EndingBefore);

    public ParticipationListQuerySurrogate ConvertToSurrogate(in ParticipationListQuery value) => new() { DeviceId = value.DeviceId, Limit = value.Limit, StartingAfter = value.StartingAfter, EndingBefore = value.EndingBefore };
}

[GenerateSerializer]
internal struct ParticipationPageSurrogate
{
    [Id(0)]
    public ParticipationListQuery Query;

    [Id(1)]
    public Participation[] Items;

    [Id(2)]
    public bool HasMore;
}

[RegisterConverter]
internal sealed class ParticipationPageSurrogateConverter : IConverter<ParticipationPage, ParticipationPageSurrogate>
{
    public ParticipationPage ConvertFromSurrogate(in ParticipationPageSurrogate surrogate) => new(surrogate.Query, surrogate.Items, surrogate.HasMore);

    public ParticipationPageSurrogate ConvertToSurrogate(in ParticipationPage value) => new() { Query = value.Query, Items = [.. value.Items], HasMore = value.HasMore };
}

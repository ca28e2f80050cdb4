using Vpp.Lifecycle.Hosting;

namespace Vpp.Lifecycle.Orleans.Serialization;

[GenerateSerializer]
internal struct BulkSummarySurrogate
{
    [Id(0)]
    public long Transitioned;

    [Id(1)]
    public long Updated;

    [Id(2)]
    public long Ignored;

    [Id(3)]
    public long Rejected;

    [Id(4)]
    public long SetAside;

    [Id(5)]
    public long Contended;
}

[RegisterConverter]
internal sealed class BulkSummarySurrogateConverter : IConverter<BulkSummary, BulkSummarySurrogate>
{
    public BulkSummary ConvertFromSurrogate(in BulkSummarySurrogate surrogate) => new(surrogate.Transitioned, surrogate.Updated, surrogate.Ignored, surrogate.Rejected, surrogate.SetAside, surrogate.Contended);

    public BulkSummarySurrogate ConvertToSurrogate(in BulkSummary value) => new() { Transitioned = value.Transitioned, Updated = value.Updated, Ignored = value.Ignored, Rejected = value.Rejected, SetAside = value.SetAside, Contended = value.Contended };
}

[GenerateSerializer]
internal struct HistoryEntrySurrogate
{
    [Id(0)]
    public long Sequence;

    [Id(1)]
    public ParticipationVersion Version;

    [Id(2)]
    public DateTimeOffset RecordedAt;

    [Id(3)]
    public Outcome Outcome;

    [Id(4)]
    public string EventJson;
}

[RegisterConverter]
internal sealed class HistoryEntrySurrogateConverter : IConverter<HistoryEntry, HistoryEntrySurrogate>
{
    public HistoryEntry ConvertFromSurrogate(in HistoryEntrySurrogate surrogate) => new(surrogate.Sequence, surrogate.Version, surrogate.RecordedAt, surrogate.Outcome, surrogate.EventJson);

    public HistoryEntrySurrogate ConvertToSurrogate(in HistoryEntry value) => new() { Sequence = value.Sequence, Version = value.Version, RecordedAt = value.RecordedAt, Outcome = value.Outcome, EventJson = value.EventJson };
}

[GenerateSerializer]
internal struct HistoryPageSurrogate
{
    [Id(0)]
    public HistoryEntry[] Entries;

    [Id(1)]
    public bool HasMore;
}

[RegisterConverter]
internal sealed class HistoryPageSurrogateConverter : IConverter<HistoryPage, HistoryPageSurrogate>
{
    public HistoryPage ConvertFromSurrogate(in HistoryPageSurrogate surrogate) => new(surrogate.Entries, surrogate.HasMore);

    public HistoryPageSurrogate ConvertToSurrogate(in HistoryPage value) => new() { Entries = [.. value.Entries], HasMore = value.HasMore };
}

[GenerateSerializer]
internal struct PastVisitSurrogate
{
    [Id(0)]
    public long Index;

    [Id(1)]
    public ParticipationState State;

    [Id(2)]
    public DateTimeOffset EnteredAt;

    [Id(3)]
    public DateTimeOffset? ExpectedAt;

    [Id(4)]
    public byte SuspensionReasons;
}

[RegisterConverter]
internal sealed class PastVisitSurrogateConverter : IConverter<PastVisit, PastVisitSurrogate>
{
    public PastVisit ConvertFromSurrogate(in PastVisitSurrogate surrogate) => new(surrogate.Index, surrogate.State, surrogate.EnteredAt, surrogate.ExpectedAt, SuspensionReasonSet.FromMask(surrogate.SuspensionReasons));

    public PastVisitSurrogate ConvertToSurrogate(in PastVisit value) => new() { Index = value.Index, State = value.State, EnteredAt = value.EnteredAt, ExpectedAt = value.ExpectedAt, SuspensionReasons = value.SuspensionReasons.Mask };
}

[GenerateSerializer]
internal struct VisitPageSurrogate
{
    [Id(0)]
    public PastVisit[] Visits;

    [Id(1)]
    public bool HasEarlier;

    [Id(2)]
    public bool HasLater;

    [Id(3)]
    public int LeftOut;
}

[RegisterConverter]
internal sealed class VisitPageSurrogateConverter : IConverter<VisitPage, VisitPageSurrogate>
{
    public VisitPage ConvertFromSurrogate(in VisitPageSurrogate surrogate) => new(surrogate.Visits, surrogate.HasEarlier, surrogate.HasLater) { LeftOut = surrogate.LeftOut };

    public VisitPageSurrogate ConvertToSurrogate(in VisitPage value) => new() { Visits = [.. value.Visits], HasEarlier = value.HasEarlier, HasLater = value.HasLater, LeftOut = value.LeftOut };
}

[GenerateSerializer]
internal struct StoredPageSurrogate
{
    [Id(0)]
    public ParticipationPage Page;

    [Id(1)]
    public int LeftOut;
}

[RegisterConverter]
internal sealed class StoredPageSurrogateConverter : IConverter<StoredPage, StoredPageSurrogate>
{
    public StoredPage ConvertFromSurrogate(in StoredPageSurrogate surrogate) => new(surrogate.Page, surrogate.LeftOut);

    public StoredPageSurrogate ConvertToSurrogate(in StoredPage value) => new() { Page = value.Page, LeftOut = value.LeftOut };
}

[GenerateSerializer]
internal struct UnknownCursorSurrogate
{
    [Id(0)]
    public ParticipationListQuery Query;
}

[RegisterConverter]
internal sealed class UnknownCursorSurrogateConverter : IConverter<UnknownCursor, UnknownCursorSurrogate>
{
    public UnknownCursor ConvertFromSurrogate(in UnknownCursorSurrogate surrogate) => new(surrogate.Query);

    public UnknownCursorSurrogate ConvertToSurrogate(in UnknownCursor value) => new() { Query = value.Query };
}

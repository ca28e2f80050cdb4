using Orleans.Serialization.Cloning;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Json;

// A type a line: that it is immutable, so that a call within a silo passes the value itself and copies nothing.
namespace Vpp.Lifecycle.Orleans.Serialization;

[RegisterCopier]
internal sealed class ParticipationCopier : ShallowCopier<Participation>;

[RegisterCopier]
internal sealed class ParticipationSnapshotCopier : ShallowCopier<ParticipationSnapshot>;

[RegisterCopier]
internal sealed class ParticipationDetailsCopier : ShallowCopier<ParticipationDetails>;

[RegisterCopier]
internal sealed class DwellStatisticsCopier : ShallowCopier<DwellStatistics>;

[RegisterCopier]
internal sealed class ParticipationListQueryCopier : ShallowCopier<ParticipationListQuery>;

[RegisterCopier]
internal sealed class ParticipationScopeCopier : ShallowCopier<ParticipationScope>;

[RegisterCopier]
internal sealed class ParticipationWriteCopier : ShallowCopier<ParticipationWrite>;

[RegisterCopier]
internal sealed class DecisionCopier : ShallowCopier<Decision>;

[RegisterCopier]
internal sealed class BulkRequestCopier : ShallowCopier<BulkRequest>;

[RegisterCopier]
internal sealed class StoredParticipationCopier : ShallowCopier<StoredParticipation>;

[RegisterCopier]
internal sealed class AlreadyParticipatingCopier : ShallowCopier<AlreadyParticipating>;

[RegisterCopier]
internal sealed class ChangeResultCopier : ShallowCopier<ChangeResult>;

[RegisterCopier]
internal sealed class CreateResultCopier : ShallowCopier<CreateResult>;

[RegisterCopier]
internal sealed class FindResultCopier : ShallowCopier<FindResult>;

[RegisterCopier]
internal sealed class ListResultCopier : ShallowCopier<ListResult>;

[RegisterCopier]
internal sealed class BulkResultCopier : ShallowCopier<BulkResult>;

[RegisterCopier]
internal sealed class HistoryPageCopier : ShallowCopier<HistoryPage>;

[RegisterCopier]
internal sealed class VisitPageCopier : ShallowCopier<VisitPage>;

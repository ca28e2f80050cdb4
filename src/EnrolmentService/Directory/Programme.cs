using Vpp.Lifecycle;

namespace EnrolmentService.Directory;

/// <summary>A programme and the provider that runs it, in the library's words.</summary>
internal sealed record Programme(ProgrammeInfo Info, ProviderInfo Provider);

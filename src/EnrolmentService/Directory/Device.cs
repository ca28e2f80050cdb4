using Vpp.Lifecycle;

namespace EnrolmentService.Directory;

/// <summary>A device that can take part, as the directory has it.</summary>
internal sealed record Device(string Id, string AccountId, bool LiveMode, string LocationId, MeterAccess MeterAccess, string DisplayName);

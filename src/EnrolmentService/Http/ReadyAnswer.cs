using EnrolmentService.Security;

namespace EnrolmentService.Http;

/// <summary>A participation's resource as an answer, and all that it depends on beside the participation: it is the same for as long as they are.</summary>
internal sealed record ReadyAnswer(Answer Answer, bool TelemetryActive, StatusLink Link);

namespace EnrolmentService.Security;

/// <summary>The path of a status page, signed for all days up to and including one, counted from 0001-01-01.</summary>
internal sealed record StatusLink(string Path, int LastDay);

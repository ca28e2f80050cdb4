namespace EnrolmentService.Storage;

/// <summary>An SQL statement, with the values of its parameters $1, $2 and so on, which both databases know.</summary>
internal sealed record Statement(string Sql, params object?[] Values);

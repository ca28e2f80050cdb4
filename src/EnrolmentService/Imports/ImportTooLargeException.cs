namespace EnrolmentService.Imports;

/// <summary>A request's body is longer than a setting allows. It is found out before anything is written.</summary>
internal sealed class ImportTooLargeException : Exception;

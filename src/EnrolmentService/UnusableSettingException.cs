namespace EnrolmentService;

/// <summary>Something that whoever starts the service can mend: a setting, or a database that does not fit. The message is for them.</summary>
internal sealed class UnusableSettingException(string message, Exception? inner = null) : Exception(message, inner);

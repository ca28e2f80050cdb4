using System.Text.Json;

namespace Vpp.Lifecycle.Json;

/// <summary>What is wrong with an event, as a value. Immutable.</summary>
/// <param name="Code">What is wrong.</param>
internal sealed record EventFault(EventFaultCode Code)
{
    /// <summary>The member's name; of one within an object, that of the object and a point before it. Empty where the text as a whole is wrong.</summary>
    internal string Path { get; init; } = "";

    /// <summary>Of a member given twice: whether it is within an object that the event has.</summary>
    internal bool IsNested { get; init; }

    /// <summary>The value that is wrong, as it stands in the text, cut off where it is long; null where no single value is.</summary>
    internal string? Value { get; init; }

    /// <summary>What is allowed instead, in words; null where that is said by <see cref="Code"/>.</summary>
    internal string? Allowed { get; init; }

    /// <summary>What is allowed instead, where it can be listed.</summary>
    internal IReadOnlyList<string> AllowedValues { get; init; } = [];

    /// <summary>What the reader of the text, or of the member, said.</summary>
    internal JsonException? Cause { get; init; }

    /// <summary>What the reader of a member found.</summary>
    internal static EventFault Within(EventMember member, LifecycleJsonException cause) => new(EventFaultCode.InvalidValue)
    {
        Path = EventMembers.PathOf(member) + cause.Path![1..],
        Value = cause.Value,
        Cause = cause,
    };

    /// <summary>What is wrong with a member's value, in a sentence without the member's name.</summary>
    internal string WordsOfValue => Cause is { } cause ? cause.Message[(cause.Path!.Length + 2)..] : $"{Value} is not allowed. Allowed: {Allowed}.";

    /// <summary>The fault as what reading a document throws.</summary>
    internal LifecycleJsonException ToException() => Code switch
    {
        EventFaultCode.NotJson => Exception(LifecycleJsonError.MalformedJson, $"The text is not JSON. {Cause!.Message}", "$"),
        EventFaultCode.IllFormedUtf8 or EventFaultCode.LoneSurrogate =>
            Exception(LifecycleJsonError.MalformedJson, "The text is ill-formed: it has bad UTF-8 or a lone surrogate.", "$"),
        EventFaultCode.NoObject => Exception(LifecycleJsonError.InvalidValue, WordsOfValue, "$"),
        EventFaultCode.DuplicateMember when IsNested => Exception(LifecycleJsonError.DuplicateMember, $"In here the member \"{Excerpt.Of(Path)}\" is given twice.", "$"),
        EventFaultCode.DuplicateMember => Exception(LifecycleJsonError.DuplicateMember, "The member is given twice.", JsonPath.Of(Path)),
        EventFaultCode.MissingMember when Path.LastIndexOf('.') is var point and >= 0 =>
            Exception(LifecycleJsonError.MissingMember, $"The member \"{Path[(point + 1)..]}\" is missing.", $"$.{Path[..point]}"),
        EventFaultCode.MissingMember => Exception(LifecycleJsonError.MissingMember, $"The member \"{Path}\" is missing.", "$"),
        _ => Exception((Cause as LifecycleJsonException)?.Error ?? LifecycleJsonError.InvalidValue, WordsOfValue, $"$.{Path}"),
    };

    private LifecycleJsonException Exception(LifecycleJsonError error, string message, string path) =>
        new(error, message, path, Value, AllowedValues.Count > 0 ? AllowedValues : (Cause as LifecycleJsonException)?.Allowed, Cause);
}

namespace Vpp.Lifecycle;

/// <summary>What is wrong with a list query. Immutable; compares by value; safe to share between threads.</summary>
public sealed record ParticipationListQueryError
{
    internal ParticipationListQueryError(string parameter, string fault)
    {
        Parameter = parameter;
        Message = $"{parameter}: {fault}";
    }

    /// <summary>The query parameter that is wrong, by its name: <c>device_id</c>, <c>limit</c>, <c>starting_after</c> or <c>ending_before</c>.</summary>
    public string Parameter { get; }

    /// <summary>What is wrong with it and what is allowed, in English; begins with the parameter's name.</summary>
    public string Message { get; }

    /// <summary>The message.</summary>
    public override string ToString() => Message;
}

using System.Net;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service.Histories;

/// <summary>What a client asked and was answered.</summary>
/// <param name="Kind">What it asked for.</param>
/// <param name="Resource">The participation, or the device of a list.</param>
/// <param name="Invoked">When it asked, by a clock that only goes on.</param>
internal sealed record Operation(OperationKind Kind, string Resource, long Invoked)
{
    /// <summary>When the answer came; null where none did.</summary>
    public long? Answered { get; init; }

    public Reply? Reply { get; init; }

    /// <summary>The key and, in an event, the note.</summary>
    public string? Mark { get; init; }

    public string? Event { get; init; }

    /// <summary>The groups that were asked for, joined.</summary>
    public string? Groups { get; init; }

    public bool IsDone => Reply?.Status == HttpStatusCode.OK;

    /// <summary>The version in the answer's tag: its number and its token.</summary>
    public (long Number, string Token) Version => Reply!.ETag!.Trim('"').Split('.')[0].Split('-') is [var number, var token]
        ? (long.Parse(number, System.Globalization.CultureInfo.InvariantCulture), token)
        : throw new InvalidOperationException($"{Reply.ETag} is no tag.");
}

/// <summary>What clients ask for.</summary>
internal enum OperationKind
{
    Fire,
    Read,
    SetGroups,
    ReadEnrollment,
    List,
}

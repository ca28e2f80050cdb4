using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Vpp.Lifecycle;

/// <summary>
/// Which page of a device's participations is asked for. Immutable; compares by value; safe to share between threads. Source: "List
/// all VPP participations", query parameters.
/// </summary>
public sealed record ParticipationListQuery
{
    /// <summary>How many participations a page holds when the query does not say: 30.</summary>
    public const int DefaultLimit = 30;

    /// <summary>How many participations a page may hold: 100.</summary>
    public const int MaxLimit = 100;

    private const string DeviceIdName = "device_id";
    private const string LimitName = "limit";
    private const string StartingAfterName = "starting_after";
    private const string EndingBeforeName = "ending_before";

    /// <summary>A query.</summary>
    /// <param name="deviceId">The device whose participations are listed.</param>
    /// <param name="limit">How many at most, 1 to 100.</param>
    /// <param name="startingAfter">The participation after which the page begins, as the list goes; none for the first page.</param>
    /// <param name="endingBefore">The participation before which the page ends; not together with <paramref name="startingAfter"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not from 1 to 100.</exception>
    /// <exception cref="ArgumentException">An identifier is empty or ill-formed, or both cursors are given.</exception>
    public ParticipationListQuery(string deviceId, int limit = DefaultLimit, string? startingAfter = null, string? endingBefore = null)
    {
        DeviceId = Text.Identifier(deviceId, nameof(deviceId));
        if (limit is < 1 or > MaxLimit)
            throw new ArgumentOutOfRangeException(nameof(limit), limit, $"{limit} is not allowed. Allowed: 1 to {MaxLimit}.");
        Limit = limit;
        StartingAfter = Text.OptionalIdentifier(startingAfter, nameof(startingAfter));
        EndingBefore = Text.OptionalIdentifier(endingBefore, nameof(endingBefore));
        if (startingAfter is not null && endingBefore is not null)
            throw new ArgumentException("Both cursors are given. Allowed: starting_after or ending_before, not both.", nameof(endingBefore));
    }

    /// <summary>The device whose participations are listed.</summary>
    public string DeviceId { get; }

    /// <summary>How many participations the page holds at most, 1 to 100.</summary>
    public int Limit { get; }

    /// <summary>The participation after which the page begins; null when the query does not say.</summary>
    public string? StartingAfter { get; }

    /// <summary>The participation before which the page ends; null when the query does not say.</summary>
    public string? EndingBefore { get; }

    /// <summary>The participation that the page lies next to, whichever way; null for the first page.</summary>
    public string? Cursor => StartingAfter ?? EndingBefore;

    /// <summary>Whether the page lies before its cursor, so that it is fetched oldest first.</summary>
    public bool IsBackward => EndingBefore is not null;

    /// <summary>How many items a store should fetch: one more than the page holds, which tells whether there are more.</summary>
    public int FetchLimit => Limit + 1;

    /// <summary>Reads a query from the parameters of a request, already decoded. Parameters it does not know are ignored.</summary>
    /// <param name="parameters">Names and values; a name given twice comes twice.</param>
    /// <exception cref="ArgumentNullException"><paramref name="parameters"/> is null.</exception>
    /// <exception cref="ArgumentException">A parameter is missing, given twice, or has a value that is not allowed; the message names it.</exception>
    public static ParticipationListQuery Parse(IEnumerable<KeyValuePair<string, string?>> parameters) =>
        TryParse(parameters, out ParticipationListQuery? query, out ParticipationListQueryError? error) ? query : throw new ArgumentException(error.Message, nameof(parameters));

    /// <summary>As <see cref="Parse"/>, with the error as a value.</summary>
    /// <param name="parameters">Names and values; a name given twice comes twice.</param>
    /// <param name="query">The query; null when the parameters are rejected.</param>
    /// <param name="error">Which parameter is wrong, and what is allowed; null when none is.</param>
    /// <returns>Whether the parameters make a query.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="parameters"/> is null.</exception>
    public static bool TryParse(
        IEnumerable<KeyValuePair<string, string?>> parameters,
        [NotNullWhen(true)] out ParticipationListQuery? query,
        [NotNullWhen(false)] out ParticipationListQueryError? error)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        query = null;
        error = null;
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach ((string name, string? value) in parameters)
        {
            if (name is DeviceIdName or LimitName or StartingAfterName or EndingBeforeName && !values.TryAdd(name, value))
                error ??= new ParticipationListQueryError(name, "it is given twice.");
        }

        error ??= ErrorIn(values, DeviceIdName) ?? ErrorIn(values, StartingAfterName) ?? ErrorIn(values, EndingBeforeName);
        int limit = DefaultLimit;
        if (error is null && values.TryGetValue(LimitName, out string? digits) && !IsLimit(digits, out limit))
            error = new ParticipationListQueryError(LimitName, $"\"{Excerpt.Of(digits ?? "")}\" is not allowed. Allowed: a whole number from 1 to {MaxLimit}.");
        if (error is null && !values.ContainsKey(DeviceIdName))
            error = new ParticipationListQueryError(DeviceIdName, "it is missing.");
        string? startingAfter = values.GetValueOrDefault(StartingAfterName);
        string? endingBefore = values.GetValueOrDefault(EndingBeforeName);
        if (error is null && startingAfter is not null && endingBefore is not null)
            error = new ParticipationListQueryError(EndingBeforeName, $"it is given together with {StartingAfterName}. Allowed: one of the two.");
        if (error is not null)
            return false;
        query = new ParticipationListQuery(values[DeviceIdName]!, limit, startingAfter, endingBefore);
        return true;
    }

    private static bool IsLimit(string? digits, out int limit) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= MaxLimit;

    private static ParticipationListQueryError? ErrorIn(Dictionary<string, string?> values, string name)
    {
        if (!values.TryGetValue(name, out string? value))
            return null;
        if (string.IsNullOrEmpty(value))
            return new ParticipationListQueryError(name, "it is empty. Allowed: an identifier.");
        return Text.FaultOfIdentifier(value) is { } fault ? new ParticipationListQueryError(name, fault) : null;
    }
}

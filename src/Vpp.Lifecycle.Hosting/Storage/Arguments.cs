namespace Vpp.Lifecycle.Hosting.Storage;

/// <summary>What a store cannot work with, told where it comes in.</summary>
internal static class Arguments
{
    /// <summary>Whether a text can be an identifier at all: what cannot is not asked of the database.</summary>
    public static bool CanBeIdentifier(string id) => id.Length is > 0 and <= ParticipationLimits.Identifier && !id.Any(char.IsControl);

    public static ParticipationWrite Valid(ParticipationWrite write)
    {
        if (write.Memo?.Length > ParticipationLimits.Memo)
            throw new ArgumentException($"The memo has {write.Memo.Length} characters. Allowed: {ParticipationLimits.Memo}.", nameof(write));
        return write;
    }

    public static ParticipationWrite Valid(Participation requested, ParticipationWrite write, string? hostData)
    {
        ArgumentNullException.ThrowIfNull(requested);
        ParticipationDetails details = requested.Details;
        RequireIdentifier(details.Id, nameof(details.Id));
        RequireIdentifier(details.DeviceId, nameof(details.DeviceId));
        RequireIdentifier(details.LocationId, nameof(details.LocationId));
        RequireIdentifier(details.AccountId, nameof(details.AccountId));
        RequireIdentifier(details.Programme?.Id, "Programme.Id");
        if (Participation.Request(details, requested.MeterAccess, requested.TimeCreated, requested.DwellTimes) != requested)
            throw new ArgumentException($"The participation {requested} is not as it was requested. Allowed: what Participation.Request makes.", nameof(requested));
        if (hostData?.Length > ParticipationLimits.HostData)
            throw new ArgumentException($"The host's data has {hostData.Length} characters. Allowed: {ParticipationLimits.HostData}.", nameof(hostData));
        return Valid(write);
    }

    public static void RequireLimit(int limit, int most)
    {
        if (limit < 1 || limit > most)
            throw new ArgumentOutOfRangeException(nameof(limit), limit, $"Allowed: 1 to {most}.");
    }

    private static void RequireIdentifier(string? id, string member)
    {
        if (id is not null && !CanBeIdentifier(id))
            throw new ArgumentException($"{member} has {id.Length} characters, or one that is a control character. Allowed: 1 to {ParticipationLimits.Identifier}, no control characters.", member);
    }
}

using System.Diagnostics.CodeAnalysis;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Hosting.Storage;

/// <summary>Between a row and the participation that it holds.</summary>
internal static class RowMapping
{
    /// <summary>Reads a row, every column of it: a row that contradicts itself is as unreadable as a snapshot that cannot be.</summary>
    /// <param name="row">The row.</param>
    /// <param name="stored">What it holds; null when it cannot be read.</param>
    /// <param name="fault">What is wrong with it; null when nothing is.</param>
    public static bool TryRead(ParticipationRow row, [NotNullWhen(true)] out StoredParticipation? stored, [NotNullWhen(false)] out string? fault)
    {
        stored = null;
        if (!TryRead(row.Snapshot, out ParticipationSnapshot? snapshot, out fault))
            return false;
        Participation participation = snapshot.ToParticipation();
        fault = FaultOfColumns(row, participation);
        if (fault is not null)
            return false;
        stored = new StoredParticipation(participation, row.Version, row.EventCount, row.HostData) { Specification = snapshot.Specification };
        return true;
    }

    public static bool TryRead(string json, [NotNullWhen(true)] out ParticipationSnapshot? snapshot, [NotNullWhen(false)] out string? fault)
    {
        try
        {
            snapshot = ParticipationSnapshot.Parse(json);
            fault = null;
            return true;
        }
        catch (LifecycleJsonException exception)
        {
            snapshot = null;
            fault = exception.Message;
            return false;
        }
    }

    /// <summary>Which column is not what the snapshot says; null when all are.</summary>
    public static string? FaultOfColumns(ParticipationRow row, Participation participation)
    {
        ParticipationDetails details = participation.Details;
        return Differs("id", row.Id, details.Id)
            ?? Differs("configuration", row.Configuration, participation.Configuration.Code)
            ?? Differs("is_open", row.IsOpen, IsOpen(participation))
            ?? Differs("account_id", row.AccountId, details.AccountId)
            ?? Differs("live_mode", row.LiveMode, details.LiveMode)
            ?? Differs("device_id", row.DeviceId, details.DeviceId)
            ?? Differs("programme_id", row.ProgrammeId, details.Programme?.Id)
            ?? Differs("time_created", row.TimeCreated, participation.TimeCreated.UtcTicks);
    }

    /// <param name="stored">What is to be stored.</param>
    /// <param name="changedAt">When it changed; 0 where the write changes nothing, and the row keeps its time.</param>
    /// <param name="settings">The host's settings.</param>
    public static ParticipationRow ToRow(StoredParticipation stored, long changedAt, ParticipationSettings settings)
    {
        Participation participation = stored.Participation;
        ParticipationDetails details = participation.Details;
        return new ParticipationRow
        {
            Id = details.Id,
            Version = stored.Version,
            EventCount = stored.EventCount,
            Configuration = participation.Configuration.Code,
            IsOpen = IsOpen(participation),
            DueFingerprint = settings.Fingerprint,
            NextDueAt = settings.Timers.NextDue(participation)?.DueAt.UtcTicks,
            AccountId = details.AccountId,
            LiveMode = details.LiveMode,
            DeviceId = details.DeviceId,
            ProgrammeId = details.Programme?.Id,
            TimeCreated = participation.TimeCreated.UtcTicks,
            Snapshot = ParticipationSnapshot.From(participation).ToJson(),
            HostData = stored.HostData,
            ChangedAt = changedAt,
        };
    }

    /// <summary>Whether the device takes part or may come to: then it cannot be enrolled in the same programme again.</summary>
    public static bool IsOpen(Participation participation) => !LifecycleSpecification.Describe(participation.CurrentState).IsClosed;

    private static string? Differs<T>(string column, T stored, T expected) =>
        EqualityComparer<T>.Default.Equals(stored, expected) ? null : $"The column {column} is {stored?.ToString() ?? "NULL"}; the snapshot says {expected?.ToString() ?? "NULL"}.";
}

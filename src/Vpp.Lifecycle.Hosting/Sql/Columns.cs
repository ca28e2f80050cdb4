using System.Data.Common;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Hosting.Sql;

/// <summary>Reads rows by the order of their columns.</summary>
internal static class Columns
{
    public const string OfParticipation =
        "id, version, version_token, event_count, configuration, is_open, due_fingerprint, next_due_at, account_id, live_mode, device_id, programme_id, " +
        "time_created, snapshot, host_data, changed_at";

    public const string OfEvent = "sequence, version, version_token, recorded_at, outcome, event";

    public static ParticipationRow Participation(DbDataReader reader) => new()
    {
        Id = reader.GetString(0),
        Version = new ParticipationVersion(reader.GetInt64(1), reader.GetInt64(2)),
        EventCount = reader.GetInt64(3),
        Configuration = reader.GetInt16(4),
        IsOpen = reader.GetInt16(5) != 0,
        DueFingerprint = reader.GetInt64(6),
        NextDueAt = Long(reader, 7),
        AccountId = Text(reader, 8),
        LiveMode = reader.GetInt16(9) != 0,
        DeviceId = reader.GetString(10),
        ProgrammeId = Text(reader, 11),
        TimeCreated = reader.GetInt64(12),
        Snapshot = reader.GetString(13),
        HostData = Text(reader, 14),
        ChangedAt = reader.GetInt64(15),
    };

    public static EventRow Event(DbDataReader reader) => new(
        reader.GetInt64(0), new ParticipationVersion(reader.GetInt64(1), reader.GetInt64(2)), reader.GetInt64(3), (Outcome)reader.GetInt16(4), reader.GetString(5));

    public static CheckpointRow Checkpoint(DbDataReader reader) => new(reader.GetInt64(0), reader.GetString(1));

    /// <summary>A visit; null where the row is none.</summary>
    public static PastVisit? Visit(DbDataReader reader)
    {
        try
        {
            // SQLite gives a text as the number 0.
            for (int column = 0; column < reader.FieldCount; column++)
            {
                if (reader.GetValue(column) is string)
                    return null;
            }

            var state = (ParticipationState)reader.GetInt16(1);
            return Enum.IsDefined(state)
                ? new PastVisit(
                    reader.GetInt64(0), state, Time(reader.GetInt64(2)), Long(reader, 3) is { } expected ? Time(expected) : null, SuspensionReasonSet.FromMask(checked((byte)reader.GetInt16(4))))
                : null;
        }
        catch (Exception fault) when (fault is ArgumentException or OverflowException or InvalidCastException)
        {
            return null;
        }
    }

    public static string? Text(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public static long? Long(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);

    public static int? Int(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt32(column);

    public static int? Short(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt16(column);

    public static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);

    /// <summary>A time; the earliest of all where the ticks are none.</summary>
    public static DateTimeOffset TimeOrNone(long ticks) => ticks >= 0 && ticks <= DateTimeOffset.MaxValue.UtcTicks ? Time(ticks) : DateTimeOffset.MinValue;
}

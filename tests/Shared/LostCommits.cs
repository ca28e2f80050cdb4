namespace Vpp.Lifecycle.Tests;

/// <summary>
/// Statements that make a database lose its last commits while everyone is connected to it, as a standby does that takes over, or a restore: each list is to be executed in one transaction.
/// </summary>
internal static class LostCommits
{
    private static readonly string[] OfParticipations =
    [
        "participation", "participation_event", "participation_visit", "participation_checkpoint", "participation_idempotency", "participation_feed", "participation_feed_state",
    ];

    /// <summary>Remembers all that is there. Every event must have its position by then.</summary>
    /// <param name="others">The host's own tables that are to lose their commits too.</param>
    internal static IEnumerable<string> Remember(params string[] others) =>
        OfParticipations.Concat(others).SelectMany(table => (string[])[$"DROP TABLE IF EXISTS remembered_{table}", $"CREATE TABLE remembered_{table} AS SELECT * FROM {table}"]);

    /// <summary>Brings back what was remembered, and nothing of what came after it.</summary>
    /// <param name="isSqlite">Whether the database is SQLite; otherwise it is PostgreSQL.</param>
    /// <param name="others">As they were remembered.</param>
    internal static IEnumerable<string> Lose(bool isSqlite, params string[] others) =>
    [
        .. OfParticipations.Concat(others).SelectMany(table => (string[])[$"DELETE FROM {table}", $"INSERT INTO {table} SELECT * FROM remembered_{table}"]),
        isSqlite
            ? "UPDATE sqlite_sequence SET seq = (SELECT COALESCE(MAX(position), 0) FROM participation_feed) WHERE name = 'participation_feed'"
            : "DELETE FROM participation_outbox",
    ];
}

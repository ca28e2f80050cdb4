namespace Vpp.Lifecycle.Tests.Hosting.Support;

/// <summary>Leaves a database as an earlier build did.</summary>
internal static class EarlierBuild
{
    /// <summary>Before <c>003_lists.sql</c>.</summary>
    public static async Task UndoListsAsync(TestHost host)
    {
        await UndoFeedTokensAsync(host);
        await host.ExecuteAsync("DROP INDEX participation_listed");
        await host.ExecuteAsync("DROP INDEX participation_changed");
        await host.ExecuteAsync("ALTER TABLE participation DROP COLUMN changed_at");
        await ForgetAsync(host, 3);
    }

    /// <summary>Before <c>004_feed_tokens</c>.</summary>
    public static async Task UndoFeedTokensAsync(TestHost host)
    {
        if (host.Database.Name == "postgresql")
        {
            await host.ExecuteAsync("DROP INDEX participation_feed_barrier");
            foreach (string table in (string[])["participation_outbox", "participation_feed"])
                await host.ExecuteAsync($"ALTER TABLE {table} DROP COLUMN barrier_source, DROP COLUMN barrier_position, DROP COLUMN token");
        }
        else
        {
            await host.ExecuteAsync("ALTER TABLE participation_feed DROP COLUMN token");
        }

        await ForgetAsync(host, 4);
    }

    private static Task<int> ForgetAsync(TestHost host, int version) => host.ExecuteAsync("DELETE FROM participation_migration WHERE name = 'participation' AND version = $1", version);
}

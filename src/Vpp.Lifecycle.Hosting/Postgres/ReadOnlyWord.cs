namespace Vpp.Lifecycle.Hosting.Postgres;

/// <summary>What a session says of whether it takes read-only transactions only.</summary>
internal static class ReadOnlyWord
{
    /// <summary>The question. Not a query: a transaction may still be given an isolation level after it.</summary>
    public const string Asked = "SHOW transaction_read_only";

    public static bool IsSaid(object? answer) => answer is "on";
}

using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Sql;

namespace Vpp.Lifecycle.Orleans.Cluster;

/// <summary>What a table has before the schema is brought up to date.</summary>
internal static class SchemaColumns
{
    /// <summary>Its columns; none where there is no such table.</summary>
    public static async Task<IReadOnlyList<string>> ColumnsOfAsync(this Database database, string table, CancellationToken cancellation)
    {
        string columns = database.Name == "sqlite"
            ? "SELECT name FROM pragma_table_info($1)"
            : "SELECT attname::text FROM pg_attribute WHERE attrelid = to_regclass($1) AND attnum > 0";
        return await database.QueryAsync(new SqlStatement(columns, table), static reader => reader.GetString(0), cancellation);
    }
}

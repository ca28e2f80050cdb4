using System.Data.Common;
using Microsoft.Extensions.Logging.Abstractions;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Sql;

namespace Vpp.Lifecycle.Tests.Service.Support;

/// <summary>The store's database as a test asks it.</summary>
internal static class DatabaseQueries
{
    public static Database Open(string connectionString) => Database.Open(new ParticipationOptions().UseDatabase(connectionString), NullLoggerFactory.Instance);

    /// <summary>Writes as nobody but a test, or a fault, does.</summary>
    public static async Task WriteAsync(string connectionString, string sql, params object?[] values)
    {
        await using Database database = Open(connectionString);
        Assert.True(await database.ExecuteAsync([new SqlStatement(sql, values)], CancellationToken.None) > 0, $"Nothing was written by: {sql}");
    }

    /// <summary>The first column of the first row; null where there is no row.</summary>
    public static async Task<object?> ScalarAsync(this Database database, SqlStatement query, CancellationToken cancellation)
    {
        List<object> rows = await database.QueryAsync(query, (DbDataReader reader) => reader.GetValue(0), cancellation);
        return rows.FirstOrDefault();
    }
}

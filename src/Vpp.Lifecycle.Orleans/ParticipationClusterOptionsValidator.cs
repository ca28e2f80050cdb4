using System.Buffers;
using System.Globalization;
using Microsoft.Extensions.Options;
using Npgsql;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Orleans.Shards;

namespace Vpp.Lifecycle.Orleans;

/// <summary>Names a setting that cannot work, at start.</summary>
internal sealed class ParticipationClusterOptionsValidator(IOptions<ParticipationOptions> participations) : IValidateOptions<ParticipationClusterOptions>
{
    private const int MostShards = 256;
    private const int LongestName = 32;

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_");

    public ValidateOptionsResult Validate(string? name, ParticipationClusterOptions options)
    {
        string[] faults =
        [
            .. Faults(nameof(options.DeadlineShards), options.DeadlineShards),
            .. Faults(nameof(options.BulkShards), options.BulkShards),
            .. DatabaseFaults(options),
        ];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(string setting, int shards)
    {
        if (shards is < 1 or > MostShards)
            yield return string.Create(CultureInfo.InvariantCulture, $"{setting} is {shards}. Allowed: 1 to {MostShards}.");
    }

    private IEnumerable<string> DatabaseFaults(ParticipationClusterOptions options)
    {
        if (!ShardHash.CanBeCount(options.StorageShards))
            yield return string.Create(CultureInfo.InvariantCulture, $"StorageShards is {options.StorageShards}. Allowed: a power of two from 1 to {ShardHash.MostShards}.");
        if (options.HasSeveralDatabases && participations.Value.IsOneProcess)
            yield return "Databases has entries, and the first database is an SQLite file. Several databases need PostgreSQL.";
        foreach ((string name, string connectionString) in options.Databases)
        {
            if (name == ParticipationClusterOptions.FirstDatabase)
                yield return $"Databases has an entry \"{name}\", which is the name of the first database. Choose another.";
            else if (name.Length is 0 or > LongestName || name.AsSpan().ContainsAnyExcept(NameCharacters))
                yield return $"Databases has an entry \"{name}\". Allowed: names of 1 to {LongestName} of a-z, 0-9, - and _.";
            if (FaultOf(connectionString) is { } fault)
                yield return $"The connection string of the database \"{name}\" cannot be used: {fault}";
        }
    }

    // What the parser says names a keyword at most, and no value.
    private static string? FaultOf(string connectionString)
    {
        try
        {
            return string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(connectionString).Host) ? "it names no host. Needed: \"Host=…;Database=…\"." : null;
        }
        catch (ArgumentException fault)
        {
            return fault.Message;
        }
    }
}

using System.Globalization;
using Microsoft.Extensions.Options;

namespace Vpp.Lifecycle.Orleans;

/// <summary>Names a setting that cannot work, at start.</summary>
internal sealed class ParticipationClusterOptionsValidator : IValidateOptions<ParticipationClusterOptions>
{
    private const int MostShards = 256;

    public ValidateOptionsResult Validate(string? name, ParticipationClusterOptions options)
    {
        string[] faults = [.. Faults(nameof(options.DeadlineShards), options.DeadlineShards), .. Faults(nameof(options.BulkShards), options.BulkShards)];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(string setting, int shards)
    {
        if (shards is < 1 or > MostShards)
            yield return string.Create(CultureInfo.InvariantCulture, $"{setting} is {shards}. Allowed: 1 to {MostShards}.");
    }
}

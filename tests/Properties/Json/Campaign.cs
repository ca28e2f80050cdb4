using System.Globalization;

namespace Vpp.Lifecycle.Tests.Properties.Json;

/// <summary>
/// How many spoilt documents to try, and from which on: 25,000 of each kind from the first. <c>VPP_JSON_MUTATIONS</c> sets another number
/// and <c>VPP_JSON_SEED</c> another beginning.
/// </summary>
internal static class Campaign
{
    internal static int First { get; } = Setting("VPP_JSON_SEED", 1);

    internal static int Count { get; } = Setting("VPP_JSON_MUTATIONS", 25_000);

    /// <summary>Tries each; whatever the check throws is reported with the document, which <c>VPP_JSON_SEED</c> brings back by its number.</summary>
    internal static void Try(byte[][] originals, Action<int, byte[]> check)
    {
        for (int number = First; number < First + Count; number++)
        {
            byte[] spoilt = new Mutator(number).Spoil(originals[number % originals.Length], originals[number / 7 % originals.Length]);
            try
            {
                check(number, spoilt);
            }
            catch (Exception failure)
            {
                Assert.Fail($"Document {number}, {Convert.ToBase64String(spoilt)}: {failure}");
            }
        }
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { } value ? int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture) : otherwise;
}

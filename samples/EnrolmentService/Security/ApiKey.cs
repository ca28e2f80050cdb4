using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace EnrolmentService.Security;

/// <summary>
/// A bearer key: <c>vpk_live_</c> or <c>vpk_test_</c>, an identifier of 12 hexadecimal digits and a secret of 64. The identifier may be
/// logged; of the secret, 256 bits of chance, only the SHA-256 hash is ever stored.
/// </summary>
internal sealed partial record ApiKey(string Id, string Secret, bool LiveMode)
{
    public static ApiKey Create(bool liveMode) =>
        new(RandomNumberGenerator.GetHexString(12, lowercase: true), RandomNumberGenerator.GetHexString(64, lowercase: true), liveMode);

    public static bool TryParse(string text, [NotNullWhen(true)] out ApiKey? key)
    {
        Match match = Shape().Match(text);
        key = match.Success ? new ApiKey(match.Groups[2].Value, match.Groups[3].Value, match.Groups[1].ValueSpan is "live") : null;
        return match.Success;
    }

    /// <summary>The hash to store.</summary>
    public string SecretHash => Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(Secret)));

    /// <summary>Whether a stored hash is this secret's, in a time that does not depend on where they differ.</summary>
    public bool Matches(string storedHash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(SecretHash), Encoding.ASCII.GetBytes(storedHash));

    /// <summary>The key as its owner writes it, shown once.</summary>
    public string Reveal() => $"vpk_{(LiveMode ? "live" : "test")}_{Id}_{Secret}";

    /// <summary>Without the secret, so that no log shows it by accident.</summary>
    public override string ToString() => $"vpk_{(LiveMode ? "live" : "test")}_{Id}_…";

    [GeneratedRegex("^vpk_(live|test)_([0-9a-f]{12})_([0-9a-f]{64})$", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}

using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace EnrolmentService.Identity;

/// <summary>
/// A bearer key: <c>vpk_live_</c> or <c>vpk_test_</c>, an identifier of 12 hexadecimal digits and a secret of 64. The identifier may be
/// logged; of the secret, 256 bits of chance, only the SHA-256 hash is ever stored.
/// </summary>
internal sealed record ApiKey(string Id, string Secret, bool LiveMode)
{
    private const string LivePrefix = "vpk_live_";
    private const string TestPrefix = "vpk_test_";
    private const int IdLength = 12;
    private const int SecretLength = 64;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    public static ApiKey Create(bool liveMode) =>
        new(RandomNumberGenerator.GetHexString(IdLength, lowercase: true), RandomNumberGenerator.GetHexString(SecretLength, lowercase: true), liveMode);

    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out ApiKey? key)
    {
        key = null;
        bool live = text.StartsWith(LivePrefix, StringComparison.Ordinal);
        if (!live && !text.StartsWith(TestPrefix, StringComparison.Ordinal))
            return false;
        ReadOnlySpan<char> rest = text[LivePrefix.Length..];
        if (rest.Length != IdLength + 1 + SecretLength || rest[IdLength] != '_')
            return false;
        ReadOnlySpan<char> id = rest[..IdLength];
        ReadOnlySpan<char> secret = rest[(IdLength + 1)..];
        if (!IsHex(id) || !IsHex(secret))
            return false;
        key = new ApiKey(id.ToString(), secret.ToString(), live);
        return true;
    }

    /// <summary>The hash to store.</summary>
    public string SecretHash => Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(Secret)));

    /// <summary>Whether a stored hash is this secret's, in a time that does not depend on where they differ.</summary>
    public bool Matches(ReadOnlySpan<byte> storedHash)
    {
        Span<byte> secret = stackalloc byte[SecretLength];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(secret[..Encoding.ASCII.GetBytes(Secret, secret)], hash);
        return CryptographicOperations.FixedTimeEquals(hash, storedHash);
    }

    /// <summary>The key as its owner writes it, shown once.</summary>
    public string Reveal() => $"{(LiveMode ? LivePrefix : TestPrefix)}{Id}_{Secret}";

    /// <summary>Without the secret, so that no log shows it by accident.</summary>
    public override string ToString() => $"{(LiveMode ? LivePrefix : TestPrefix)}{Id}_…";

    private static bool IsHex(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(Digits);
}

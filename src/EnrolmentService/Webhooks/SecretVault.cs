using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace EnrolmentService.Webhooks;

/// <summary>
/// Secrets as the database keeps them: they are needed to sign, so that a hash will not do. With a key in the settings they are encrypted (AES-256-GCM, bound to their endpoint); without one they are as
/// readable as the database is.
/// </summary>
internal sealed class SecretVault
{
    private const string Encrypted = "aes-gcm:";
    private const int KeyBytes = 32;
    private const int IdDigits = 8;

    private static readonly int NonceBytes = AesGcm.NonceByteSizes.MaxSize;
    private static readonly int TagBytes = AesGcm.TagByteSizes.MaxSize;

    // The first encrypts, where there is any; each by the beginning of its hash.
    private readonly List<(string Id, byte[] Key)> _keys = [];
    private readonly bool _encrypts;

    /// <exception cref="UnusableSettingException">A key is none.</exception>
    public SecretVault(IOptions<WebhookOptions> options)
    {
        _encrypts = !string.IsNullOrEmpty(options.Value.SecretsKey);
        if (_encrypts)
            _keys.Add(Read(options.Value.SecretsKey!, nameof(WebhookOptions.SecretsKey)));
        foreach (string former in options.Value.FormerSecretsKeys)
            _keys.Add(Read(former, nameof(WebhookOptions.FormerSecretsKeys)));
    }

    public string Close(string endpointId, WebhookSecrets secrets)
    {
        byte[] plain = JsonSerializer.SerializeToUtf8Bytes(secrets);
        if (!_encrypts)
            return Encoding.UTF8.GetString(plain);
        (string id, byte[] key) = _keys[0];
        byte[] closed = new byte[NonceBytes + TagBytes + plain.Length];
        RandomNumberGenerator.Fill(closed.AsSpan(0, NonceBytes));
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Encrypt(closed.AsSpan(0, NonceBytes), plain, closed.AsSpan(NonceBytes + TagBytes), closed.AsSpan(NonceBytes, TagBytes), Encoding.UTF8.GetBytes(endpointId));
        return $"{Encrypted}{id}:{Convert.ToBase64String(closed)}";
    }

    /// <exception cref="CryptographicException">They were encrypted with a key that is not here, are another endpoint's, or cannot be read.</exception>
    public WebhookSecrets Open(string endpointId, string stored)
    {
        try
        {
            return JsonSerializer.Deserialize<WebhookSecrets>(stored.StartsWith(Encrypted, StringComparison.Ordinal) ? Decrypt(endpointId, stored) : Encoding.UTF8.GetBytes(stored)) is { CanSign: true } secrets
                ? secrets
                : throw new FormatException("They are no secrets.");
        }
        catch (Exception fault) when (fault is JsonException or FormatException or ArgumentException or OverflowException or NotSupportedException)
        {
            throw new CryptographicException($"The secrets of {endpointId} cannot be read.", fault);
        }
    }

    private byte[] Decrypt(string endpointId, string stored)
    {
        string id = stored.Substring(Encrypted.Length, IdDigits);
        byte[] key = _keys.Find(known => known.Id == id).Key
            ?? throw new CryptographicException($"The secrets of {endpointId} are encrypted with the key {id}, which is neither Service:Webhooks:SecretsKey nor one of FormerSecretsKeys.");
        byte[] closed = Convert.FromBase64String(stored[(Encrypted.Length + IdDigits + 1)..]);
        byte[] plain = new byte[closed.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Decrypt(closed.AsSpan(0, NonceBytes), closed.AsSpan(NonceBytes + TagBytes), closed.AsSpan(NonceBytes, TagBytes), plain, Encoding.UTF8.GetBytes(endpointId));
        return plain;
    }

    private static (string Id, byte[] Key) Read(string text, string setting)
    {
        byte[] key = new byte[KeyBytes];
        return Convert.TryFromBase64String(text, key, out int length) && length == KeyBytes
            ? (Convert.ToHexStringLower(SHA256.HashData(key))[..IdDigits], key)
            : throw new UnusableSettingException($"Service:Webhooks:{setting} is no key. Needed: {KeyBytes} bytes in Base64, as \"openssl rand -base64 {KeyBytes}\" prints them.");
    }
}

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace EnrolmentService.Operator;

/// <summary>
/// What a browser's cookie holds: 256 bits of chance. Only its hash is stored. The token that each form carries is derived from it, so that a page of another site, which cannot read the
/// cookie, cannot write the form.
/// </summary>
internal sealed class SessionToken
{
    private const int Length = 32;

    private readonly byte[] _bytes;

    private SessionToken(byte[] bytes) => _bytes = bytes;

    /// <summary>What is stored of it.</summary>
    public string Hash => Convert.ToHexString(SHA256.HashData(_bytes));

    /// <summary>What its forms carry.</summary>
    public string FormToken => Base64Url.EncodeToString(HMACSHA256.HashData(_bytes, "form"u8));

    public static SessionToken Create() => new(RandomNumberGenerator.GetBytes(Length));

    /// <summary>The token of a cookie; null when it holds none.</summary>
    public static SessionToken? Parse(string? cookie) =>
        cookie is { Length: < 2 * Length } && Base64Url.IsValid(cookie, out int length) && length == Length ? new SessionToken(Base64Url.DecodeFromChars(cookie)) : null;

    /// <summary>Whether a form carries this token's, compared in a time that does not depend on where they differ.</summary>
    public bool IsOf(string? formToken) =>
        formToken is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(formToken), Encoding.UTF8.GetBytes(FormToken));

    /// <summary>As the cookie holds it.</summary>
    public string Reveal() => Base64Url.EncodeToString(_bytes);
}

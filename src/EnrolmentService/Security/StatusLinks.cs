using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using EnrolmentService.Http;
using EnrolmentService.Storage;
using Microsoft.Extensions.Options;

namespace EnrolmentService.Security;

/// <summary>
/// Links that open one customer's status page in a browser, which has no bearer key: the address is signed, and works for a number of days.
/// All instances sign with the same secret, kept in the database.
/// </summary>
internal sealed class StatusLinks(Database database, TimeProvider clock, IOptions<ServiceOptions> options)
{
    public const string Parameter = "link";

    private const int ExpiryLength = sizeof(int);
    private const int TokenLength = ExpiryLength + HMACSHA256.HashSizeInBytes;

    private byte[] _secret = [];

    /// <summary>Reads the secret; the first instance to start makes it.</summary>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        string mine = RandomNumberGenerator.GetHexString(64, lowercase: true);
        await database.ExecuteAsync(
            [new("INSERT INTO service_secret (name, value) VALUES ('status-link', $1) ON CONFLICT (name) DO NOTHING", mine)], cancellation);
        await using Lease lease = await database.OpenAsync(cancellation);
        _secret = Convert.FromHexString((await lease.Connection.ExecuteScalarAsync<string>("SELECT value FROM service_secret WHERE name = 'status-link'"))!);
    }

    /// <summary>The link to a participation's status page. The same all day long: one made before serves again.</summary>
    public StatusLink Of(string participationId, StatusLink? before = null)
    {
        int lastDay = Today() + options.Value.StatusLinkDays;
        return before?.LastDay == lastDay
            ? before
            : new StatusLink($"{Paths.StatusPages}/{Uri.EscapeDataString(participationId)}?{Parameter}={Base64Url.EncodeToString(Token(participationId, lastDay))}", lastDay);
    }

    public bool IsValid(string participationId, string? link)
    {
        if (link is null || link.Length > 2 * TokenLength || !Base64Url.IsValid(link))
            return false;
        byte[] token = Base64Url.DecodeFromChars(link);
        if (token.Length != TokenLength)
            return false;
        int lastDay = BinaryPrimitives.ReadInt32BigEndian(token);
        return CryptographicOperations.FixedTimeEquals(token, Token(participationId, lastDay)) && Today() <= lastDay;
    }

    private byte[] Token(string participationId, int lastDay)
    {
        byte[] token = new byte[TokenLength];
        BinaryPrimitives.WriteInt32BigEndian(token, lastDay);
        byte[] signed = [.. token.AsSpan(0, ExpiryLength), .. Encoding.UTF8.GetBytes(participationId)];
        HMACSHA256.HashData(_secret, signed, token.AsSpan(ExpiryLength));
        return token;
    }

    private int Today() => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).DayNumber;
}

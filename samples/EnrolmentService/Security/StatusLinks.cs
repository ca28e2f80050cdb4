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
        await database.WriteOnceAsync(
            (connection, transaction) => connection.ExecuteAsync(
                "INSERT INTO service_secret (name, value) VALUES ('status-link', @mine) ON CONFLICT (name) DO NOTHING", new { mine }, transaction),
            cancellation);
        await using Lease lease = await database.OpenAsync(cancellation);
        _secret = Convert.FromHexString((await lease.Connection.ExecuteScalarAsync<string>("SELECT value FROM service_secret WHERE name = 'status-link'"))!);
    }

    /// <summary>The path of a participation's status page, signed. The same all day long.</summary>
    public string PathOf(string participationId) => PathOf(participationId, LastDay());

    /// <summary>The last day, counted from 0001-01-01, on which a link given out now works.</summary>
    public int LastDay() => Today() + options.Value.StatusLinkDays;

    /// <summary>The path, signed for a last day.</summary>
    public string PathOf(string participationId, int lastDay) =>
        $"{Paths.StatusPages}/{Uri.EscapeDataString(participationId)}?{Parameter}={Base64Url.EncodeToString(Token(participationId, lastDay))}";

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

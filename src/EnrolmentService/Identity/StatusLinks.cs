using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using EnrolmentService.Http;
using EnrolmentService.Stored;
using Microsoft.Extensions.Options;

namespace EnrolmentService.Identity;

/// <summary>
/// Links that open one customer's status page in a browser, which has no bearer key: the address is signed, and works for a number of days. A link is the
/// same all day long.
/// </summary>
internal sealed class StatusLinks(StatusLinkStore store, TimeProvider clock, IOptions<ServiceOptions> options, ILogger<StatusLinks> log) : RepeatedWork(Reading, clock, log)
{
    public const string Parameter = "link";

    private const int ExpiryLength = sizeof(int);
    private const int TokenLength = ExpiryLength + HMACSHA256.HashSizeInBytes;

    /// <summary>How long another instance's rotation or revocation goes unnoticed.</summary>
    private static readonly TimeSpan Reading = TimeSpan.FromSeconds(10);

    private readonly TimeProvider _clock = clock;
    private StatusLinkState _state = StatusLinkState.Empty;

    /// <summary>Reads what links are signed with; the first instance to start makes it.</summary>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        await store.CreateAsync(cancellation);
        await RunOnceAsync(cancellation);
    }

    /// <summary>The path of a participation's status page, signed.</summary>
    public string PathOf(string participationId)
    {
        StatusLinkState state = Volatile.Read(ref _state);
        Span<byte> token = stackalloc byte[TokenLength];
        Sign(state.SecretAt(_clock.GetUtcNow()), participationId, Today() + options.Value.StatusLinkDays, state.RevokedAt(participationId), token);
        return $"{Paths.StatusPages}/{Uri.EscapeDataString(participationId)}?{Parameter}={Base64Url.EncodeToString(token)}";
    }

    public bool IsValid(string participationId, string? link)
    {
        if (link is null || link.Length > 2 * TokenLength || !Base64Url.IsValid(link))
            return false;
        byte[] token = Base64Url.DecodeFromChars(link);
        if (token.Length != TokenLength)
            return false;
        int lastDay = BinaryPrimitives.ReadInt32BigEndian(token);
        StatusLinkState state = Volatile.Read(ref _state);
        Span<byte> signed = stackalloc byte[TokenLength];
        bool isSigned = false;
        foreach (StatusLinkSecret secret in state.Secrets)
        {
            Sign(secret, participationId, lastDay, state.RevokedAt(participationId), signed);
            isSigned |= CryptographicOperations.FixedTimeEquals(token, signed);
        }

        return isSigned && Today() <= lastDay;
    }

    /// <summary>Notices what other instances and commands change. While the database is down, links go on as they were.</summary>
    public override async Task RunOnceAsync(CancellationToken cancellation) => Volatile.Write(ref _state, await store.ReadAsync(cancellation));

    private static void Sign(StatusLinkSecret secret, string participationId, int lastDay, long? revokedAt, Span<byte> token)
    {
        BinaryPrimitives.WriteInt32BigEndian(token, lastDay);
        byte[] signed = new byte[ExpiryLength + Encoding.UTF8.GetByteCount(participationId) + (revokedAt is null ? 0 : 1 + sizeof(long))];
        token[..ExpiryLength].CopyTo(signed);
        int length = ExpiryLength + Encoding.UTF8.GetBytes(participationId, signed.AsSpan(ExpiryLength));
        // After a character that no identifier has.
        if (revokedAt is { } ticks)
            BinaryPrimitives.WriteInt64BigEndian(signed.AsSpan(length + 1), ticks);
        HMACSHA256.HashData(secret.Bytes, signed, token[ExpiryLength..]);
    }

    private int Today() => DateOnly.FromDateTime(_clock.GetUtcNow().UtcDateTime).DayNumber;
}

/// <summary>What status links are signed with at a moment. Immutable.</summary>
/// <param name="Secrets">The secrets under which a link holds, the latest first.</param>
/// <param name="LatestGeneration">The latest generation that there is, also where its secret cannot be read.</param>
/// <param name="Revocations">When the links of a participation were revoked, in UTC ticks.</param>
internal sealed record StatusLinkState(IReadOnlyList<StatusLinkSecret> Secrets, long LatestGeneration, IReadOnlyDictionary<string, long> Revocations)
{
    public static StatusLinkState Empty { get; } = new([], 0, new Dictionary<string, long>());

    public long? RevokedAt(string participationId) => Revocations.TryGetValue(participationId, out long ticks) ? ticks : null;

    /// <summary>The latest secret that signs already.</summary>
    public StatusLinkSecret SecretAt(DateTimeOffset now)
    {
        foreach (StatusLinkSecret secret in Secrets)
        {
            if (secret.SignsFrom <= now)
                return secret;
        }

        return Secrets.Count > 0 ? Secrets[^1] : throw new InvalidOperationException("The secrets of status links have not been read.");
    }
}

/// <summary>A secret that status links are signed with, from a time on; those signed before with others hold as long as those are kept.</summary>
internal sealed record StatusLinkSecret(long Generation, byte[] Bytes, DateTimeOffset SignsFrom);

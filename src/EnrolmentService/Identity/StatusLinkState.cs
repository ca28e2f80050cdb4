namespace EnrolmentService.Identity;

/// <summary>What status links are signed with at a moment. Immutable.</summary>
/// <param name="Secrets">The secrets under which a link holds, the latest first.</param>
/// <param name="Revocations">When the links of a participation were revoked, in UTC ticks.</param>
internal sealed record StatusLinkState(IReadOnlyList<StatusLinkSecret> Secrets, IReadOnlyDictionary<string, long> Revocations)
{
    public static StatusLinkState Empty { get; } = new([], new Dictionary<string, long>());

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

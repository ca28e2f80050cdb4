namespace Vpp.Lifecycle.Hosting;

/// <summary>A key under which a request is remembered, and the digest of the request that came with it. Immutable; compares by value.</summary>
public sealed record IdempotencyKey
{
    /// <summary>A key.</summary>
    /// <param name="scope">Whose key it is, such as an account and its mode: the same key of another scope is another key.</param>
    /// <param name="key">The key, as the caller chose it.</param>
    /// <param name="requestDigest">
    /// A digest of everything that makes the request: method, path, conditions, body. The same key with another digest is <see cref="KeyReused"/>.
    /// </param>
    /// <exception cref="ArgumentException">One of them is empty, or longer than <see cref="ParticipationLimits.IdempotencyKey"/>.</exception>
    public IdempotencyKey(string scope, string key, string requestDigest)
    {
        Scope = Require(scope, nameof(scope));
        Key = Require(key, nameof(key));
        RequestDigest = Require(requestDigest, nameof(requestDigest));
    }

    /// <summary>Whose key it is.</summary>
    public string Scope { get; }

    /// <summary>The key.</summary>
    public string Key { get; }

    /// <summary>The digest of the request.</summary>
    public string RequestDigest { get; }

    /// <summary>
    /// The participation that the request is about; null where it is about none, or one that is yet to be created. A store that has participations in several databases looks for the key where the
    /// participation lies, and fills this in for the changes that it is asked for. In one database it has no meaning.
    /// </summary>
    public string? ParticipationId { get; init; }

    /// <summary>Whether it is the same key of the same request. Where that is looked for plays no part.</summary>
    /// <param name="other">Another key.</param>
    public bool Equals(IdempotencyKey? other) => other is not null && Scope == other.Scope && Key == other.Key && RequestDigest == other.RequestDigest;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Scope, Key, RequestDigest);

    private static string Require(string value, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(value, name);
        return value.Length <= ParticipationLimits.IdempotencyKey
            ? value
            : throw new ArgumentException($"It has {value.Length} characters. Allowed: {ParticipationLimits.IdempotencyKey}.", name);
    }
}

using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace EnrolmentService.Webhooks;

/// <summary>The secrets that an endpoint's deliveries are signed with: the current one, and those before it for as long as they sign along. Immutable.</summary>
/// <param name="Current">The current one.</param>
/// <param name="Former">Those before, the latest first.</param>
internal sealed record WebhookSecrets(string Current, IReadOnlyList<FormerSecret> Former)
{
    /// <summary>How long a secret signs along after a new one was made.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    // Whose answer is lost may ask again for a new secret: the one that the receiver knows must outlast that.
    private const int MostFormer = 4;
    private const int Bytes = 32;
    private const string Prefix = "whsec_";

    /// <summary>Whether all of them are secrets: what was stored may be anything.</summary>
    [JsonIgnore]
    public bool CanSign => IsSecret(Current) && Former?.All(former => IsSecret(former?.Secret)) == true;

    public static WebhookSecrets Create() => new(Draw(), []);

    /// <summary>With a new secret; the one until now signs along for a day.</summary>
    public WebhookSecrets Rotate(DateTimeOffset now) => new(Draw(), [.. Former.Prepend(new FormerSecret(Current, now + Overlap)).Where(secret => secret.Until > now).Take(MostFormer)]);

    /// <summary>The secrets that sign at a time.</summary>
    public IEnumerable<string> SigningAt(DateTimeOffset now) => Former.Where(secret => secret.Until > now).Select(secret => secret.Secret).Prepend(Current);

    /// <summary>Without the secrets, so that no log shows them by accident.</summary>
    public override string ToString() => $"{Prefix}…";

    private static bool IsSecret(string? text) =>
        text?.StartsWith(Prefix, StringComparison.Ordinal) == true && text.Length > Prefix.Length && Convert.TryFromBase64String(text[Prefix.Length..], new byte[text.Length], out _);

    private static string Draw() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes));
}

/// <summary>A secret that signs along until a time.</summary>
internal sealed record FormerSecret(string Secret, DateTimeOffset Until)
{
    /// <summary>Without the secret, so that no log shows it by accident.</summary>
    public override string ToString() => $"until {Until:O}";
}

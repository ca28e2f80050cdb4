using System.Security.Claims;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Identity;

/// <summary>Who is asking: the account and mode that the key is bound to. Everything a request reads or writes is restricted to them.</summary>
internal sealed class Caller : ClaimsIdentity
{
    public Caller(string accountId, bool liveMode, string keyId)
        : base(ApiKeyHandler.SchemeName)
    {
        AccountId = accountId;
        LiveMode = liveMode;
        KeyId = keyId;
        Principal = new ClaimsPrincipal(this);
        Scope = new ParticipationScope(accountId, liveMode);
        KeyScope = $"{(liveMode ? "live" : "test")} {accountId}";
    }

    public string AccountId { get; }

    public bool LiveMode { get; }

    public string KeyId { get; }

    /// <summary>Whose participations the caller reads and writes.</summary>
    public ParticipationScope Scope { get; }

    /// <summary>Whose the caller's idempotency keys are.</summary>
    public string KeyScope { get; }

    /// <summary>The caller as the framework takes it, made once.</summary>
    public ClaimsPrincipal Principal { get; }

    /// <summary>The name under which events are recorded that name no actor themselves.</summary>
    public string DefaultActor => $"key:{KeyId}";

    /// <summary>The caller of a request; null when it came without a valid key.</summary>
    public static Caller? Of(HttpContext context) => context.User.Identity as Caller;

    /// <summary>Lets endpoints take a caller as a parameter.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context) => ValueTask.FromResult(Of(context));
}

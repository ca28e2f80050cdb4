namespace EnrolmentService.Security;

/// <summary>Who is asking: the account and mode that the key is bound to. Everything a request reads or writes is restricted to them.</summary>
internal sealed record Caller(string AccountId, bool LiveMode, string KeyId)
{
    /// <summary>The name under which events are recorded that name no actor themselves.</summary>
    public string Actor => $"key:{KeyId}";

    /// <summary>Lets endpoints take a caller as a parameter.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context) => ValueTask.FromResult(context.Features.Get<Caller>());
}

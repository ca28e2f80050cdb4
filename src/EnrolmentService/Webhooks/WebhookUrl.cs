using System.Net;
using EnrolmentService.Http;

namespace EnrolmentService.Webhooks;

/// <summary>What the address of an endpoint must be like. What its name resolves to is judged at each connection.</summary>
internal static class WebhookUrl
{
    public const int Longest = 2048;

    /// <summary>What keeps a text from being the address of an endpoint; null when nothing does.</summary>
    public static string? FaultOf(string text, string member, WebhookOptions options)
    {
        if (TextRules.FaultOfUrl(text, member, Longest) is { } fault)
            return fault;
        var address = new Uri(text);
        string allowed = options.AllowHttp ? "https:// or http://" : "https://";
        if (address.Host.Length == 0)
            return $"{member} is not a web address. Allowed: an absolute URL that begins with {allowed}.";
        if (address.Scheme != Uri.UriSchemeHttps && !options.AllowHttp)
            return $"{member} begins with {address.Scheme}://. Allowed: {allowed}.";
        // Without a name too, as in https://@host, and where the fragment is empty.
        if (address.UserInfo.Length > 0 || address.OriginalString.AsSpan(0, EndOfAuthority(text)).Contains('@'))
            return $"{member} has credentials in it. Allowed: a URL without a user and a password.";
        if (text.Contains('#', StringComparison.Ordinal))
            return $"{member} has a fragment. Allowed: a URL without #.";
        return options.AllowPrivateAddresses || !IPAddress.TryParse(address.DnsSafeHost, out IPAddress? ip) || PublicAddresses.Contains(ip)
            ? null
            : $"{member} has the address {ip}, which is not of the public internet.";
    }

    private static int EndOfAuthority(string text)
    {
        int start = text.IndexOf("://", StringComparison.Ordinal) + "://".Length;
        int end = text.AsSpan(start).IndexOfAny('/', '?', '#');
        return end < 0 ? text.Length : start + end;
    }
}

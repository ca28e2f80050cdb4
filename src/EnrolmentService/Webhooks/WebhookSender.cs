using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using StandardWebhooks;

namespace EnrolmentService.Webhooks;

/// <summary>Signs and sends one webhook, after Standard Webhooks, and says what came of it.</summary>
internal sealed class WebhookSender(IOptions<WebhookOptions> options, SecretVault vault, TimeProvider clock) : IDisposable
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";

    private static readonly MediaTypeHeaderValue Json = new("application/json", "utf-8");
    private static readonly ProductInfoHeaderValue Sender = new("Vpp-Enrolment", "1.0");

    private readonly HttpClient _http = new(WebhookConnection.NewHandler(options.Value)) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Sends it, in the time limit in all.</summary>
    /// <exception cref="OperationCanceledException">It was given up; whether the receiver has it is not known.</exception>
    public async Task<Attempt> SendAsync(WebhookEndpoint endpoint, string eventId, string body, CancellationToken cancellation)
    {
        DateTimeOffset at = clock.GetUtcNow();
        long started = clock.GetTimestamp();
        using var limit = new CancellationTokenSource(options.Value.TimeLimit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            // The setting may have changed since the endpoint was made.
            if (!Uri.TryCreate(endpoint.Url, UriKind.Absolute, out Uri? address) || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && options.Value.AllowHttp)))
                return Failed(AttemptFault.AddressNotAllowed);
            using HttpRequestMessage request = Request(endpoint, address, eventId, body, at);
            using HttpResponseMessage response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return new Attempt(at, (int)response.StatusCode, null, clock.GetElapsedTime(started), RetryAfterOf(response, at));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Failed(AttemptFault.TimedOut);
        }
        // A connection that is reset in the moment in which it is made comes as the socket's own fault.
        catch (Exception fault) when (fault is HttpRequestException or IOException or SocketException)
        {
            return Failed(FaultOf(fault));
        }
        catch (CryptographicException)
        {
            return Failed(AttemptFault.SecretUnreadable);
        }

        Attempt Failed(AttemptFault fault) => new(at, null, fault, clock.GetElapsedTime(started));
    }

    public void Dispose() => _http.Dispose();

    /// <summary>The signatures of all secrets that sign at a time, the current one's first.</summary>
    public static string Signatures(WebhookSecrets secrets, string eventId, DateTimeOffset at, string body) =>
        string.Join(' ', secrets.SigningAt(at).Select(secret => new StandardWebhook(secret).Sign(eventId, at, body)));

    private HttpRequestMessage Request(WebhookEndpoint endpoint, Uri address, string eventId, string body, DateTimeOffset at)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = Json;
        request.Headers.UserAgent.Add(Sender);
        request.Headers.Add(IdHeader, eventId);
        request.Headers.Add(TimestampHeader, at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(SignatureHeader, Signatures(vault.Open(endpoint.Id, endpoint.Secrets), eventId, at, body));
        return request;
    }

    private static TimeSpan? RetryAfterOf(HttpResponseMessage response, DateTimeOffset now) =>
        response.Headers.RetryAfter is not { } asked ? null
        : asked.Delta ?? (asked.Date is { } date && date > now ? date - now : TimeSpan.Zero);

    private static AttemptFault FaultOf(Exception fault)
    {
        for (Exception? inner = fault; inner is not null; inner = inner.InnerException)
        {
            if (inner is AddressRefusedException)
                return AttemptFault.AddressNotAllowed;
            if (inner is SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData })
                return AttemptFault.NameNotResolved;
        }

        return (fault as HttpRequestException)?.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => AttemptFault.NameNotResolved,
            HttpRequestError.SecureConnectionError => AttemptFault.TlsFailed,
            HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded or HttpRequestError.HttpProtocolError => AttemptFault.InvalidAnswer,
            _ => AttemptFault.ConnectionFailed,
        };
    }
}

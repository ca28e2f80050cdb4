using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using EnrolmentService.Identity;
using Microsoft.Extensions.Primitives;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Http;

/// <summary>
/// Answers a request again whose <c>Idempotency-Key</c> is known, before anything of it is judged anew: what the first came to is made again by
/// <paramref name="answerOf"/> from what the store remembers.
/// </summary>
internal sealed class IdempotencyFilter(Func<EndpointFilterInvocationContext, RepeatedRequest, ValueTask<IResult>> answerOf) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        foreach (object? argument in context.Arguments)
        {
            if (argument is IRequest { Fault: { } invalid })
                return invalid;
        }

        RequestKey key = context.Arguments.OfType<RequestKey>().Single();
        if (key.Fault is not null)
            return key.Fault;
        HttpContext http = context.HttpContext;
        if (key.Key is not null && await http.RequestServices.GetRequiredService<IIdempotentRequests>().FindAsync(key.Key, http.RequestAborted) is { } known)
            return await known.Match(repeated => answerOf(context, repeated), _ => new(Problems.KeyReused), _ => new(Problems.KeyInUse), unreadable => new(Problems.Unreadable(unreadable.Id)));
        return await next(context);
    }
}

/// <summary>The <c>Idempotency-Key</c> of a request, with a digest of all that makes the request: method, path, If-Match, body.</summary>
internal sealed record RequestKey(IdempotencyKey? Key, Problem? Fault) : IBindableFromHttpContext<RequestKey>
{
    public const string Header = "Idempotency-Key";
    public const int Longest = 255;

    private static readonly RequestKey None = new(null, null);

    public static ValueTask<RequestKey?> BindAsync(HttpContext context, ParameterInfo parameter) => ValueTask.FromResult<RequestKey?>(Of(context));

    private static RequestKey Of(HttpContext context)
    {
        StringValues keys = context.Request.Headers[Header];
        if (keys.Count == 0)
            return None;
        if (keys is not [{ } field])
            return Rejected("A request has one Idempotency-Key or none.");
        if (Read(field) is not { } key)
            return Rejected("The Idempotency-Key begins with a quotation mark and is no string of RFC 9651. Allowed: \"key\", in which \\\" and \\\\ stand for a quotation mark and a backslash; or the key without quotation marks.");
        if (key.Length is 0 or > Longest || key.Any(c => c is < ' ' or > '~'))
            return Rejected($"The Idempotency-Key must have 1 to {Longest} printable ASCII characters.");
        return Caller.Of(context) is { } caller ? new RequestKey(new IdempotencyKey(caller.KeyScope, key, Digest(context)) { ParticipationId = About(context) }, null) : None;
    }

    /// <summary>The participation that the path names; null where it names none.</summary>
    private static string? About(HttpContext context) =>
        context.Request.Path.StartsWithSegments(Paths.Participations) || context.Request.Path.StartsWithSegments(Paths.Enrollments) ? context.GetRouteValue("id") as string : null;

    /// <summary>
    /// The key of a field: a string of RFC 9651, <c>"k"</c>, as the IETF draft has it, whose parameters mean nothing here; or as it is, which is the same key. Null where the
    /// string is malformed.
    /// </summary>
    private static string? Read(string field)
    {
        if (!field.StartsWith('"'))
            return field;
        var key = new StringBuilder();
        for (int index = 1; index < field.Length; index++)
        {
            if (field[index] == '"')
                return index + 1 == field.Length || field[index + 1] == ';' ? key.ToString() : null;
            if (field[index] == '\\' && (++index == field.Length || field[index] is not ('"' or '\\')))
                return null;
            key.Append(field[index]);
        }

        return null;
    }

    private static RequestKey Rejected(string fault) => new(null, Problems.Invalid(new InvalidMember(Header, fault)));

    private static string Digest(HttpContext context)
    {
        HttpRequest request = context.Request;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        // Each part with its length, so that no two requests run together into the same bytes.
        Append(Encoding.UTF8.GetBytes(request.Method));
        Append(Encoding.UTF8.GetBytes(request.Path + request.QueryString));
        Append(Encoding.UTF8.GetBytes(request.Headers.IfMatch.ToString()));
        Append(RequestBody.Of(context).Bytes.Span);
        return Convert.ToHexString(hash.GetHashAndReset());

        void Append(ReadOnlySpan<byte> part)
        {
            hash.AppendData(BitConverter.GetBytes(part.Length));
            hash.AppendData(part);
        }
    }
}

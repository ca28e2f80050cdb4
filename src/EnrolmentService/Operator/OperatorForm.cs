using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using EnrolmentService.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace EnrolmentService.Operator;

/// <summary>A form as a browser sends it.</summary>
internal sealed class OperatorForm(Dictionary<string, StringValues> fields, string digest) : IBindableFromHttpContext<OperatorForm>
{
    /// <summary>The field with the token of the session's forms.</summary>
    public const string TokenField = "form_token";

    /// <summary>A digest of all of it: the same form is the same request.</summary>
    public string Digest => digest;

    /// <summary>The value of a field without white space around it; null when it is not there, or empty.</summary>
    public string? this[string field] => fields.TryGetValue(field, out StringValues values) && values.ToString().Trim() is { Length: > 0 } value ? value : null;

    public static ValueTask<OperatorForm?> BindAsync(HttpContext context, ParameterInfo parameter) => ValueTask.FromResult<OperatorForm?>(Of(context));

    public static OperatorForm Of(HttpContext context)
    {
        ReadOnlySpan<byte> bytes = RequestBody.Of(context).Bytes.Span;
        return new OperatorForm(QueryHelpers.ParseQuery(Encoding.UTF8.GetString(bytes)), Convert.ToHexString(SHA256.HashData(bytes)));
    }
}

using System.Security.Cryptography;
using System.Text;

namespace Vpp.Lifecycle;

/// <summary>The hash of a machine, this build's or one read from a file.</summary>
internal static class SpecificationDigest
{
    private const int Digits = 16;

    /// <summary>Steps that are rejected do not count; the order does not matter.</summary>
    internal static string Of(
        IEnumerable<(bool MeterAccessOutstanding, int Code)> requests, IEnumerable<(int From, string Trigger, string Outcome, int To)> accepted)
    {
        IEnumerable<string> lines = requests
            .OrderBy(request => request.MeterAccessOutstanding)
            .Select(request => FormattableString.Invariant($"{(request.MeterAccessOutstanding ? "true" : "false")} {request.Code}\n"))
            .Concat(accepted
                .OrderBy(step => step.From)
                .ThenBy(step => step.Trigger, StringComparer.Ordinal)
                .Select(step => FormattableString.Invariant($"{step.From} {step.Trigger} {step.Outcome} {step.To}\n")));
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines)));
        return Convert.ToHexString(hash)[..Digits].ToLowerInvariant();
    }
}

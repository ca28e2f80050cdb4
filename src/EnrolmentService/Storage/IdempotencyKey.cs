using System.Security.Cryptography;
using System.Text;
using EnrolmentService.Security;

namespace EnrolmentService.Storage;

/// <summary>An Idempotency-Key of a caller, and the hash of the request that came with it.</summary>
internal sealed record IdempotencyKey(string AccountId, bool LiveMode, string Key, string RequestHash)
{
    public const int LongestKey = 255;

    public static IdempotencyKey Of(Caller caller, string key, string method, string path, string ifMatch, byte[] body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        // Each part with its length, so that no two requests run together into the same bytes.
        foreach (byte[] part in (byte[][])[Encoding.UTF8.GetBytes(method), Encoding.UTF8.GetBytes(path), Encoding.UTF8.GetBytes(ifMatch), body])
        {
            hash.AppendData(BitConverter.GetBytes(part.Length));
            hash.AppendData(part);
        }

        return new IdempotencyKey(caller.AccountId, caller.LiveMode, key, Convert.ToHexString(hash.GetHashAndReset()));
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Vpp.Lifecycle.Orleans.Shards;

/// <summary>Which shard a participation is of: the same here and in the database, for ever.</summary>
internal static class ShardHash
{
    public const int MostShards = 256;

    // An identifier has at most 128 characters, of at most three bytes each.
    private const int MostBytes = 512;

    /// <summary>The first byte of the SHA-256 hash of the identifier in UTF-8, modulo the number of shards.</summary>
    /// <param name="id">The participation.</param>
    /// <param name="shards">How many shards there are: a power of two, at most <see cref="MostShards"/>.</param>
    public static int Of(string id, int shards)
    {
        Span<byte> bytes = stackalloc byte[MostBytes];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        if (!Encoding.UTF8.TryGetBytes(id, bytes, out int length))
            SHA256.HashData(Encoding.UTF8.GetBytes(id), hash);
        else
            SHA256.HashData(bytes[..length], hash);
        return hash[0] & (shards - 1);
    }

    /// <summary>The same of a column.</summary>
    public static string Sql(string column, int shards) => string.Create(CultureInfo.InvariantCulture, $"(get_byte(sha256(convert_to({column}, 'UTF8')), 0) & {shards - 1})");

    public static bool CanBeCount(int shards) => shards is >= 1 and <= MostShards && (shards & (shards - 1)) == 0;
}

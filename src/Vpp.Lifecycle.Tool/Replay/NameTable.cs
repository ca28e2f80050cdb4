using System.Text;

namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>Finds what has a name in UTF-8, without making a string of it. Immutable; safe to share between threads.</summary>
internal sealed class NameTable<T>
{
    private const int Size = 256;

    private readonly (byte[] Name, T Value)[][] _buckets = new (byte[], T)[Size][];
    private readonly string _names;

    /// <param name="named">At least one value, each with its name.</param>
    internal NameTable(IEnumerable<(string Name, T Value)> named)
    {
        (string Name, T Value)[] all = [.. named];
        First = all[0].Value;
        _names = string.Join(", ", all.Select(one => one.Name));
        Array.Fill(_buckets, []);
        foreach ((string name, T value) in all)
        {
            byte[] utf8 = Encoding.UTF8.GetBytes(name);
            ref (byte[], T)[] bucket = ref _buckets[BucketOf(utf8)];
            bucket = [.. bucket, (utf8, value)];
        }
    }

    /// <summary>The first value.</summary>
    internal T First { get; }

    /// <summary>Finds the value that has a name; the first value when none has it.</summary>
    internal bool TryFind(ReadOnlySpan<byte> name, out T value)
    {
        if (!name.IsEmpty)
        {
            foreach ((byte[] candidate, T candidateValue) in _buckets[BucketOf(name)])
            {
                if (name.SequenceEqual(candidate))
                {
                    value = candidateValue;
                    return true;
                }
            }
        }

        value = First;
        return false;
    }

    /// <summary>The names, joined by commas.</summary>
    public override string ToString() => _names;

    private static int BucketOf(ReadOnlySpan<byte> name) => (byte)((name.Length * 31) + (name[0] * 7) + (name[^1] * 13) + name[name.Length / 2]);
}

using System.Collections;

namespace Vpp.Lifecycle;

/// <summary>A list that nothing changes and that compares by its elements, so that records holding one compare by value.</summary>
internal sealed class ValueList<T> : IReadOnlyList<T>, IEquatable<ValueList<T>>
{
    private readonly T[] _elements;

    private ValueList(T[] elements) => _elements = elements;

    internal static ValueList<T> Empty { get; } = new([]);

    public int Count => _elements.Length;

    public T this[int index] => _elements[index];

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_elements).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool Equals(ValueList<T>? other) => other is not null && _elements.AsSpan().SequenceEqual(other._elements);

    public override bool Equals(object? obj) => Equals(obj as ValueList<T>);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (T element in _elements)
            hash.Add(element);
        return hash.ToHashCode();
    }

    public override string ToString() => $"[{string.Join(", ", _elements)}]";

    /// <summary>A copy, or the same list where it is one already; no element may be missing.</summary>
    internal static ValueList<T> Copy(IEnumerable<T> elements, string name)
    {
        ArgumentNullException.ThrowIfNull(elements, name);
        if (elements is ValueList<T> list)
            return list;
        T[] copy = [.. elements];
        if (Array.Exists(copy, element => element is null))
            throw new ArgumentException("An element of the list is null. Allowed: values only.", name);
        return new ValueList<T>(copy);
    }
}

using System.Reflection;

namespace Vpp.Lifecycle.Tests.PublicApi;

/// <summary>Types as C# writes them, nullable ones with a question mark.</summary>
internal static class ApiTypeName
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(char)] = "char",
        [typeof(decimal)] = "decimal",
        [typeof(double)] = "double",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(uint)] = "uint",
        [typeof(ulong)] = "ulong",
        [typeof(void)] = "void",
    };

    internal static string Of(Type type) => Write(type, null);

    internal static string Of(NullabilityInfo info) => Write(info.Type, info);

    private static string Write(Type type, NullabilityInfo? info)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Write(underlying, null) + "?";
        if (type.IsByRef)
            return Write(type.GetElementType()!, info?.ElementType ?? info);
        // An unconstrained type parameter may be null for the compiler; only a written question mark counts, and the library has none.
        string mark = info is { ReadState: NullabilityState.Nullable, Type: { IsValueType: false, IsGenericParameter: false } } ? "?" : "";
        if (type.IsPointer)
            return Write(type.GetElementType()!, null) + "*";
        if (type.IsArray)
            return $"{Write(type.GetElementType()!, info?.ElementType)}[]{mark}";
        if (Keywords.TryGetValue(type, out string? keyword))
            return keyword + mark;
        if (!type.IsGenericType)
            return type.Name + mark;
        IEnumerable<string> arguments = type.GetGenericArguments().Select((argument, place) => Write(argument, info?.GenericTypeArguments.ElementAtOrDefault(place)));
        return $"{type.Name.Split('`')[0]}<{string.Join(", ", arguments)}>{mark}";
    }
}

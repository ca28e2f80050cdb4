using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Vpp.Lifecycle.Tests.PublicApi;

/// <summary>A member on one line.</summary>
internal static class ApiMember
{
    private static readonly NullabilityInfoContext Nullability = new();

    internal static string Line(MemberInfo member) => Obsolete(member) + member switch
    {
        FieldInfo { IsLiteral: true } field => $"const {ApiTypeName.Of(field.FieldType)} {field.Name} = {Literal(field.GetRawConstantValue(), field.FieldType)}",
        FieldInfo field => $"{(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{ApiTypeName.Of(Nullability.Create(field))} {field.Name}",
        PropertyInfo property => Property(property),
        ConstructorInfo constructor => $"new({Parameters(constructor)})",
        MethodInfo method => Method(method),
        _ => throw new NotSupportedException($"{member.DeclaringType}.{member}"),
    };

    internal static string Constraints(IEnumerable<Type> arguments) => string.Concat(arguments
        .Where(argument => argument.IsGenericParameter)
        .Select(argument => (argument.Name, Words: string.Join(", ", Constraints(argument))))
        .Where(constraint => constraint.Words.Length > 0)
        .Select(constraint => $" where {constraint.Name} : {constraint.Words}"));

    private static IEnumerable<string> Constraints(Type argument)
    {
        GenericParameterAttributes attributes = argument.GenericParameterAttributes;
        bool isStruct = attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        if (isStruct)
            yield return "struct";
        if (attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
            yield return "class";
        foreach (Type constraint in argument.GetGenericParameterConstraints().Where(constraint => constraint != typeof(ValueType)))
            yield return ApiTypeName.Of(constraint);
        if (attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !isStruct)
            yield return "new()";
    }

    private static string Property(PropertyInfo property)
    {
        MethodInfo accessor = property.GetMethod ?? property.SetMethod!;
        string type = ApiTypeName.Of(Nullability.Create(property));
        string name = property.GetIndexParameters() is { Length: > 0 } index ? $"this[{string.Join(", ", index.Select(Parameter))}]" : property.Name;
        string setter = property.SetMethod is not { IsPublic: true } set ? ""
            : set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init;" : " set;";
        string required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        string notNull = string.Concat(property.GetCustomAttributes<MemberNotNullWhenAttribute>().Select(when =>
            $" [{string.Join(", ", when.Members)} not null when {(when.ReturnValue ? "true" : "false")}]").Order(StringComparer.Ordinal));
        return $"{Modifiers(accessor)}{required}{type} {name} {{ get;{setter} }}{notNull}";
    }

    private static string Method(MethodInfo method)
    {
        string generic = method.IsGenericMethodDefinition ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>" : "";
        string self = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        string name = method.Name.StartsWith("op_", StringComparison.Ordinal) ? $"operator {method.Name[3..]}" : method.Name;
        string type = ApiTypeName.Of(Nullability.Create(method.ReturnParameter));
        string ifNotNull = method.ReturnParameter.GetCustomAttribute<NotNullIfNotNullAttribute>() is { } of ? $" [not null if {of.ParameterName} is not]" : "";
        return $"{Modifiers(method)}{type} {name}{generic}({self}{Parameters(method)}){ifNotNull}{Constraints(method.GetGenericArguments())}";
    }

    private static string Modifiers(MethodInfo method) =>
        method.IsStatic ? "static " : method.IsAbstract ? "abstract " : method.GetBaseDefinition() != method ? "override " : method is { IsVirtual: true, IsFinal: false } ? "virtual " : "";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        NullabilityInfo nullability = Nullability.Create(parameter);
        string when = parameter.GetCustomAttribute<NotNullWhenAttribute>() is { } notNull ? $"[not null when {(notNull.ReturnValue ? "true" : "false")}] " : "";
        string direction = parameter switch
        {
            { IsOut: true } => "out ",
            { IsIn: true, ParameterType.IsByRef: true } => "in ",
            { ParameterType.IsByRef: true } => "ref ",
            _ when parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "ParamCollectionAttribute") => "params ",
            _ => "",
        };
        string value = parameter.HasDefaultValue ? $" = {Literal(parameter.DefaultValue, parameter.ParameterType)}" : "";
        return $"{when}{direction}{ApiTypeName.Of(nullability)} {parameter.Name}{value}";
    }

    private static string Literal(object? value, Type type) => value switch
    {
        null => type.IsValueType && Nullable.GetUnderlyingType(type) is null ? "default" : "null",
        string text => $"\"{text}\"",
        bool truth => truth ? "true" : "false",
        _ when type.IsEnum => Enum.GetName(type, value)!,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Obsolete(MemberInfo member) => member.IsDefined(typeof(ObsoleteAttribute)) && !IsForOldCompilers(member) ? "obsolete " : "";

    /// <summary>Compilers that know nothing of required members are told that the constructor is obsolete.</summary>
    private static bool IsForOldCompilers(MemberInfo member) => member.IsDefined(typeof(CompilerFeatureRequiredAttribute));
}

using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;

namespace Vpp.Lifecycle.Tests.Unit;

/// <summary>The types that a compiled type mentions: in its declaration, in its members' signatures, in their code, and in the attributes of all of them.</summary>
internal static class References
{
    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<ushort, OpCode> OpCodesByValue = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => (ushort)code.Value);

    /// <summary>What the type mentions, without the attributes of one kind.</summary>
    public static HashSet<Type> Of(Type type, Type? exempt = null)
    {
        var found = new HashSet<Type>();
        AddAttributes(found, type, exempt);
        Add(found, type.BaseType);
        foreach (Type implemented in type.GetInterfaces())
            Add(found, implemented);
        foreach (MemberInfo member in type.GetMembers(Everything))
        {
            if (member is MethodBase method)
                AddCode(found, method);
            AddSignature(found, member);
            AddAttributes(found, member, exempt);
        }

        return found;
    }

    private static void AddAttributes(HashSet<Type> found, MemberInfo member, Type? exempt)
    {
        foreach (CustomAttributeData attribute in member.GetCustomAttributesData().Where(attribute => attribute.AttributeType != exempt))
        {
            Add(found, attribute.AttributeType);
            foreach (CustomAttributeTypedArgument argument in attribute.ConstructorArguments.Concat(attribute.NamedArguments.Select(named => named.TypedValue)))
            {
                Add(found, argument.ArgumentType);
                Add(found, argument.Value as Type);
            }
        }
    }

    private static void AddSignature(HashSet<Type> found, MemberInfo member)
    {
        switch (member)
        {
            case FieldInfo field:
                Add(found, field.FieldType);
                break;
            case PropertyInfo property:
                Add(found, property.PropertyType);
                break;
            case MethodBase method:
                Add(found, (method as MethodInfo)?.ReturnType);
                foreach (ParameterInfo parameter in method.GetParameters())
                    Add(found, parameter.ParameterType);
                if (method.IsGenericMethod)
                    AddAll(found, method.GetGenericArguments());
                break;
        }
    }

    private static void AddCode(HashSet<Type> found, MethodBase method)
    {
        if (method.GetMethodBody() is not { } body || body.GetILAsByteArray() is not { } code)
            return;
        foreach (LocalVariableInfo local in body.LocalVariables)
            Add(found, local.LocalType);
        Type[]? typeArguments = method.DeclaringType is { IsGenericType: true } generic ? generic.GetGenericArguments() : null;
        Type[]? methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (int index = 0; index < code.Length;)
        {
            ushort value = code[index++];
            if (value == 0xFE)
                value = (ushort)(0xFE00 | code[index++]);
            OpCode operation = OpCodesByValue[value];
            if (operation.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
            {
                int token = BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(index));
                MemberInfo member = method.Module.ResolveMember(token, typeArguments, methodArguments)!;
                Add(found, member as Type ?? member.DeclaringType);
                AddSignature(found, member);
            }

            index += OperandLength(operation, code, index);
        }
    }

    private static int OperandLength(OpCode operation, byte[] code, int index) => operation.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(index))),
        _ => 4,
    };

    private static void AddAll(HashSet<Type> found, Type[] types)
    {
        foreach (Type type in types)
            Add(found, type);
    }

    private static void Add(HashSet<Type> found, Type? type)
    {
        if (type is null || type.IsGenericParameter)
            return;
        if (type.HasElementType)
        {
            Add(found, type.GetElementType());
            return;
        }

        if (type.IsGenericType)
            AddAll(found, type.GetGenericArguments());
        found.Add(type.IsGenericType ? type.GetGenericTypeDefinition() : type);
    }
}

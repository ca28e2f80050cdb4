using System.Text;

namespace Vpp.Lifecycle;

/// <summary>
/// The wire names of one enumeration whose members count up from 0. They are derived from the members' own names, so that no
/// name is written twice; the tests hold the list that other programs rely on.
/// </summary>
internal static class WireNameTable<TEnum>
    where TEnum : struct, Enum
{
    private static readonly TEnum[] Values = Enum.GetValues<TEnum>();
    private static readonly string[] Names = Array.ConvertAll(Enum.GetNames<TEnum>(), ToUpperSnake);
    private static readonly Dictionary<string, int> Numbers = MakeNumbers();

    internal static IReadOnlyList<string> All { get; } = Array.AsReadOnly(Names);

    internal static bool Has(TEnum value) => Array.IndexOf(Values, value) >= 0;

    internal static string NameOf(int number, string parameter) =>
        (uint)number < (uint)Names.Length ? Names[number] : throw Defined.Undefined((TEnum)Enum.ToObject(typeof(TEnum), number), parameter);

    internal static bool TryParse(string? name, out TEnum value)
    {
        if (name is not null && Numbers.TryGetValue(name, out int number))
        {
            value = Values[number];
            return true;
        }

        value = default;
        return false;
    }

    private static Dictionary<string, int> MakeNumbers()
    {
        var numbers = new Dictionary<string, int>(Names.Length, StringComparer.Ordinal);
        for (int number = 0; number < Names.Length; number++)
            numbers.Add(Names[number], number);
        return numbers;
    }

    private static string ToUpperSnake(string name)
    {
        var snake = new StringBuilder();
        foreach (char letter in name)
        {
            if (char.IsUpper(letter) && snake.Length > 0)
                snake.Append('_');
            snake.Append(char.ToUpperInvariant(letter));
        }

        return snake.ToString();
    }
}

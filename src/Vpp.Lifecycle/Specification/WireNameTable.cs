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
    private static readonly Dictionary<string, TEnum> ByName = Names.Zip(Values).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);

    internal static IReadOnlyList<string> All => Names;

    internal static string NameOf(int number, string parameter) =>
        (uint)number < (uint)Names.Length
            ? Names[number]
            : throw new ArgumentOutOfRangeException(parameter, number, $"{number} is not a {typeof(TEnum).Name}. Allowed: {string.Join(", ", Names)}.");

    internal static bool TryParse(string? name, out TEnum value)
    {
        if (name is not null)
            return ByName.TryGetValue(name, out value);
        value = default;
        return false;
    }

    private static string ToUpperSnake(string name)
    {
        var snake = new StringBuilder(name.Length + 4);
        foreach (char letter in name)
        {
            if (char.IsUpper(letter) && snake.Length > 0)
                snake.Append('_');
            snake.Append(char.ToUpperInvariant(letter));
        }

        return snake.ToString();
    }
}

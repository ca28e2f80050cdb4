using System.Buffers;
using System.Globalization;

namespace Vpp.Lifecycle.Hosting.Lists;

/// <summary>A place in a list: what its order compares.</summary>
/// <param name="At">UTC ticks: of the creation, or of the latest change.</param>
/// <param name="Id">The participation.</param>
internal readonly record struct ListPlace(long At, string Id)
{
    private const char Separator = '~';
    private const int Digits = 16;

    private static readonly SearchValues<char> LowerHexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>
    /// The place as a cursor. A creation time never changes, so there the identifier is enough; the time of the latest change does, so there it is part of the cursor.
    /// </summary>
    public string ToCursor(bool byChange) => byChange ? string.Create(CultureInfo.InvariantCulture, $"{At:x16}{Separator}{Id}") : Id;

    /// <summary>Reads a cursor of a list in the order of changes.</summary>
    public static bool TryParseChange(string cursor, out ListPlace place)
    {
        place = default;
        if (cursor.Length <= Digits + 1
            || cursor[Digits] != Separator
            || cursor.AsSpan(0, Digits).ContainsAnyExcept(LowerHexDigits)
            || !long.TryParse(cursor.AsSpan(0, Digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long at)
            || at < 0)
        {
            return false;
        }

        place = new ListPlace(at, cursor[(Digits + 1)..]);
        return true;
    }
}

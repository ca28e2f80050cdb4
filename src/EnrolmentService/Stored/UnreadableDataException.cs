using System.Security.Cryptography;

namespace EnrolmentService.Stored;

/// <summary>What is stored of something cannot be read. A list leaves it out and counts it, an import refuses the row, and by itself it is answered as <c>unreadable</c>.</summary>
/// <param name="kind">What it is of, in words: "participation".</param>
/// <param name="id">Its identifier.</param>
/// <param name="fault">What is wrong with it. It is logged, and told to nobody.</param>
internal sealed class UnreadableDataException(string kind, string id, string fault) : Exception($"The {kind} {id} cannot be read: {fault}")
{
    /// <summary>The kind of what lies beside a participation.</summary>
    public const string Participation = "participation";

    public string Kind => kind;

    public string Id => id;

    public string Fault => fault;

    /// <summary>Reads; what keeps a stored value from being what it should be is told with whose it is.</summary>
    public static T Read<T>(string kind, string id, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (IsOfTheValue(fault))
        {
            throw new UnreadableDataException(kind, id, fault.Message);
        }
    }

    /// <summary>The same for what is read from a database, where a value may be of another type than its column: SQLite has types by value.</summary>
    public static async Task<T> ReadAsync<T>(string kind, string id, Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception fault) when (IsOfTheValue(fault))
        {
            throw new UnreadableDataException(kind, id, fault.Message);
        }
    }

    /// <summary>
    /// Whether it was a stored value that could not be read. JSON that is none is a FormatException or a JsonException by the reader that meets it; a value out of its range is an
    /// ArgumentException; one of another type is a DataException by Dapper.
    /// </summary>
    public static bool IsOfTheValue(Exception fault) =>
        fault is FormatException or ArgumentException or OverflowException or InvalidCastException or System.Text.Json.JsonException or CryptographicException or System.Data.DataException;
}

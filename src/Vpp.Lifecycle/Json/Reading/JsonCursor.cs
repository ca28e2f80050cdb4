using System.Text.Json;
using System.Text.Unicode;

namespace Vpp.Lifecycle.Json;

/// <summary>
/// Goes through a document one token at a time and knows where it is. Members that a table does not know are skipped, but not
/// unseen: ill-formed text and members given twice are errors there too.
/// </summary>
internal ref partial struct JsonCursor
{
    private readonly bool _isPart;
    private Utf8JsonReader _reader;
    private JsonPath _path;

    /// <summary>At the reader's place; <paramref name="isPart"/> where a host's serializer reads a larger document around it.</summary>
    internal JsonCursor(Utf8JsonReader reader, bool isPart)
    {
        _reader = reader;
        _isPart = isPart;
    }

    internal readonly Utf8JsonReader Reader => _reader;

    /// <summary>The place; null where only the serializer around knows it.</summary>
    internal readonly string? Path => _isPart && _path.IsEmpty ? null : _path.ToString();

    /// <summary>From before a document to its first token.</summary>
    internal void Start() => _reader.Read();

    /// <summary>From a document's last token to its end; anything but white space there is an error of the reader's.</summary>
    internal void End() => _reader.Read();

    internal ObjectProgress StartObject(MemberTable table)
    {
        if (_reader.TokenType != JsonTokenType.StartObject)
            throw WrongType("an object");
        _path.Enter();
        return new ObjectProgress(table);
    }

    /// <summary>To the value of the next member that the table knows, and its number; false at the object's end.</summary>
    internal bool NextMember(ref ObjectProgress progress, out int member)
    {
        while (true)
        {
            _path.Name(null);
            _reader.Read();
            if (_reader.TokenType == JsonTokenType.EndObject)
            {
                _path.Leave();
                member = -1;
                return false;
            }

            RequireComparable();
            int index = progress.Table.Find(in _reader, progress.ExpectedIndex);
            if (index >= 0)
            {
                _path.Name(progress.Table.NameAt(index));
                if (!progress.See(index))
                    throw Duplicate();
                _reader.Read();
                member = progress.Table.NumberAt(index);
                return true;
            }

            if (progress.Table.IsClosed)
                throw NotAllowed(progress.Table.Names);
            string name = Unescaped();
            _path.Name(name);
            if (!progress.SeeIgnored(name))
                throw Duplicate();
            _reader.Read();
            Ignore();
        }
    }

    internal void StartArray()
    {
        if (_reader.TokenType != JsonTokenType.StartArray)
            throw WrongType("an array");
        _path.Enter();
    }

    /// <summary>To the next item; false at the array's end.</summary>
    internal bool NextItem()
    {
        _path.NextItem();
        _reader.Read();
        if (_reader.TokenType != JsonTokenType.EndArray)
            return true;
        _path.Leave();
        return false;
    }

    /// <summary>To the end of the value here.</summary>
    internal void Ignore()
    {
        if (_reader.TokenType == JsonTokenType.String)
            RequireWellFormed();
        else if (_reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            IgnoreContent();
    }

    private void IgnoreContent()
    {
        int depth = _reader.CurrentDepth;
        var names = new Stack<HashSet<string>>();
        do
        {
            switch (_reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    names.Push(new HashSet<string>(StringComparer.Ordinal));
                    break;
                case JsonTokenType.EndObject:
                    names.Pop();
                    break;
                case JsonTokenType.PropertyName when !names.Peek().Add(Unescaped()):
                    throw Error(LifecycleJsonError.DuplicateMember, $"In here the member \"{Excerpt.Of(Unescaped())}\" is given twice.");
                case JsonTokenType.String:
                    RequireWellFormed();
                    break;
            }

            _reader.Read();
        }
        while (_reader.CurrentDepth > depth);
    }

    /// <summary>Comparing ill-formed escapes is an error of its own kind in the reader.</summary>
    private readonly void RequireComparable()
    {
        if (_reader.ValueIsEscaped)
            Unescaped();
    }

    private readonly void RequireWellFormed()
    {
        if (_reader.ValueIsEscaped || _reader.HasValueSequence)
            Unescaped();
        else if (!Utf8.IsValid(_reader.ValueSpan))
            throw IllFormed();
    }
}

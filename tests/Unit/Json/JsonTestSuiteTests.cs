using System.Text;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tests.Unit.Json;

/// <summary>
/// The files of the JSON parsing test suite, each as a document, and as the value of a member that is ignored. y_: JSON. n_: not JSON. i_: up to the reader.
/// </summary>
public sealed class JsonTestSuiteTests
{
    private static readonly Participation Participation = Example.In(ParticipationState.Suspended);

    private static readonly Dictionary<string, (byte[] Document, Func<byte[], object> Read)> Readers = new(StringComparer.Ordinal)
    {
        ["resource"] = (ParticipationResource.From(Participation, Example.Start).ToUtf8Bytes(), json => ParticipationResource.Parse(json)),
        ["snapshot"] = (ParticipationSnapshot.From(Participation).ToUtf8Bytes(), json => ParticipationSnapshot.Parse(json)),
        ["list"] = ("""{"object":"list","url":"/","has_more":false,"data":[]}"""u8.ToArray(), json => ParticipationList.Parse(json)),
        ["event"] = (new TriggerFired("vpp_1", Trigger.ConsentGranted, Example.Start).ToUtf8Bytes(), json => ParticipationEventJson.Parse(json)),
    };

    public static TheoryData<string> Kinds => [.. Readers.Keys];

    [TheoryWith(Requirement.JsonTestSuite)]
    [MemberData(nameof(Kinds))]
    public void None_of_the_files_is_read_as_a_document_and_each_is_refused_as_documented(string kind)
    {
        foreach (string file in JsonTestSuite.Files())
        {
            LifecycleJsonException error = Rejected(kind, File.ReadAllBytes(file), file);

            if (IsKind(file, "y_"))
                Assert.True(error.Error != LifecycleJsonError.MalformedJson, $"{Path.GetFileName(file)}: {error.Message}");
            if (IsKind(file, "n_"))
                Assert.True(error.Error == LifecycleJsonError.MalformedJson, $"{Path.GetFileName(file)}: {error.Message}");
        }
    }

    [TheoryWith(Requirement.JsonTestSuite)]
    [MemberData(nameof(Kinds))]
    public void As_the_value_of_a_member_json_is_ignored_and_what_is_not_json_is_refused(string kind)
    {
        (byte[] document, Func<byte[], object> read) = Readers[kind];
        object expected = read(document);
        int ignored = 0;
        foreach (string file in JsonTestSuite.Files())
        {
            byte[] with = [.. "{\"x\":"u8, .. File.ReadAllBytes(file), (byte)',', .. document.AsSpan(1)];
            if (IsKind(file, "n_"))
            {
                Assert.Equal(LifecycleJsonError.MalformedJson, Rejected(kind, with, file).Error);
            }
            else if (Path.GetFileName(file).StartsWith("y_object_duplicated_key", StringComparison.Ordinal))
            {
                Assert.Equal(LifecycleJsonError.DuplicateMember, Rejected(kind, with, file).Error);
            }
            else if (IsKind(file, "y_"))
            {
                Assert.Equal(expected, read(with));
                ignored++;
            }
            else if (TryRead(read, with) is { } value)
            {
                Assert.Equal(expected, value);
            }
        }

        Assert.Equal(93, ignored);
    }

    [FactWith(Requirement.JsonTestSuite)]
    public void What_is_up_to_the_reader_is_read_where_it_is_well_formed_and_shallow()
    {
        string[] read = [.. JsonTestSuite.Files()
            .Where(file => IsKind(file, "i_"))
            .Where(file => TryRead(Readers["list"].Read, [.. "{\"x\":"u8, .. File.ReadAllBytes(file), (byte)',', .. Readers["list"].Document.AsSpan(1)]) is not null)
            .Select(file => Path.GetFileNameWithoutExtension(file))];

        Assert.All(read, name => Assert.StartsWith("i_number_", name, StringComparison.Ordinal));
        Assert.Equal(10, read.Length);
    }

    private static LifecycleJsonException Rejected(string kind, byte[] json, string file)
    {
        try
        {
            Readers[kind].Read(json);
        }
        catch (LifecycleJsonException error)
        {
            return error;
        }
        catch (Exception other)
        {
            Assert.Fail($"{Path.GetFileName(file)}: {other}");
        }

        throw new InvalidOperationException($"{Path.GetFileName(file)} was read: {Encoding.UTF8.GetString(json)}");
    }

    private static object? TryRead(Func<byte[], object> read, byte[] json)
    {
        try
        {
            return read(json);
        }
        catch (LifecycleJsonException)
        {
            return null;
        }
    }

    private static bool IsKind(string file, string kind) => Path.GetFileName(file).StartsWith(kind, StringComparison.Ordinal);
}

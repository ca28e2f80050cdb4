using System.Text;
using Vpp.Lifecycle.Flip;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tests.Unit.Flip;

/// <summary>The files of the JSON test suite as bodies of a PATCH.</summary>
public sealed class FlipJsonTestSuiteTests
{
    [FactWith(Requirement.JsonTestSuite)]
    public void Each_file_as_a_body_is_read_or_refused_as_documented() =>
        ForEachFile((name, content) =>
        {
            bool isRead = IsRead(content);
            if (name.StartsWith("n_", StringComparison.Ordinal))
                Assert.False(isRead, name);
            else if (name.StartsWith("y_", StringComparison.Ordinal))
                Assert.True(isRead == IsObjectWithoutDuplicates(name), name);
        });

    [FactWith(Requirement.JsonTestSuite)]
    public void Each_file_as_a_text_is_read_only_when_it_is_a_string() =>
        ForEachFile((name, content) =>
        {
            bool isRead = IsRead([.. Encoding.UTF8.GetBytes("""{"status_reason":"""), .. content, (byte)'}']);
            if (name.StartsWith("n_", StringComparison.Ordinal))
                Assert.False(isRead, name);
            else if (name is "y_structure_lonely_string.json" or "y_structure_string_empty.json" or "y_structure_lonely_null.json")
                Assert.True(isRead, name);
        });

    private static bool IsObjectWithoutDuplicates(string name) =>
        name.StartsWith("y_object", StringComparison.Ordinal) && !name.StartsWith("y_object_duplicated_key", StringComparison.Ordinal);

    private static bool IsRead(byte[] body)
    {
        try
        {
            FlipEnrollmentPatch.Parse(body);
            return true;
        }
        catch (LifecycleJsonException)
        {
            return false;
        }
    }

    private static void ForEachFile(Action<string, byte[]> check)
    {
        foreach (string file in JsonTestSuite.Files())
            check(Path.GetFileName(file), File.ReadAllBytes(file));
    }
}

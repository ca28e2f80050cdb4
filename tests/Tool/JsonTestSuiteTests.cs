using System.Text;

namespace Vpp.Lifecycle.Tests.Tool;

/// <summary>The files of the JSON test suite as lines of a log.</summary>
public class JsonTestSuiteTests
{
    private static readonly string[] MissingMember = ["MISSING_MEMBER"];

    [FactWith(Requirement.JsonTestSuite)]
    public void Each_file_as_a_line_is_refused_as_documented()
    {
        string[] files = JsonTestSuite.Files();
        Replayed replayed = Replayed.From(Lines(files.Select(file => AsOneLine(File.ReadAllBytes(file)))));

        Assert.Equal(1, replayed.ExitStatus);
        Assert.Empty(replayed.Resources);
        Dictionary<long, string> codes = replayed.Rejected.ToDictionary(
            line => line.GetProperty("line").GetInt64(), line => line.GetProperty("code").GetString()!);
        for (int number = 0; number < files.Length; number++)
        {
            string name = Path.GetFileName(files[number]);
            bool isBlank = Encoding.UTF8.GetString(AsOneLine(File.ReadAllBytes(files[number]))).All(letter => char.IsWhiteSpace(letter) || letter == '\uFEFF');
            string? code = codes.GetValueOrDefault(number + 1);
            if (isBlank)
                Assert.True(code is null, $"{name} is blank: {code}");
            else if (name.StartsWith("n_", StringComparison.Ordinal))
                Assert.True(code == "MALFORMED_JSON", $"{name}: {code}");
            else
                Assert.True(code is "MALFORMED_JSON" or "MISSING_MEMBER", $"{name}: {code}");
        }

        Assert.Equal(
            ["y_object.json", "y_object_basic.json", "y_object_empty.json", "y_object_empty_key.json", "y_object_escaped_null_in_key.json", "y_object_extreme_numbers.json",
                "y_object_long_strings.json", "y_object_simple.json", "y_object_string_unicode.json", "y_object_with_newlines.json"],
            files.Where((_, number) => MissingMember.Contains(codes.GetValueOrDefault(number + 1)) && Path.GetFileName(files[number])[0] == 'y').Select(Path.GetFileName));
    }

    [FactWith(Requirement.JsonTestSuite)]
    public void Each_file_as_a_member_that_means_nothing_is_passed_over_when_it_is_json_and_refused_when_not()
    {
        string[] files = JsonTestSuite.Files();
        Replayed replayed = Replayed.From(Lines(files.Select((file, number) =>
            (byte[])[.. Encoding.UTF8.GetBytes(Log.Request($"vpp_{number}")[..^1] + ",\"x\":"), .. AsOneLine(File.ReadAllBytes(file)), (byte)'}'])));

        HashSet<string> applied = [.. replayed.Ids];
        for (int number = 0; number < files.Length; number++)
        {
            string name = Path.GetFileName(files[number]);
            bool isDuplicate = name.StartsWith("y_object_duplicated_key", StringComparison.Ordinal);
            if (name[0] == 'n' || isDuplicate)
                Assert.False(applied.Contains($"vpp_{number}"), name);
            else if (name[0] == 'y')
                Assert.True(applied.Contains($"vpp_{number}"), name);
        }

        Assert.All(replayed.Codes, code => Assert.Equal("MALFORMED_JSON", code));
        Assert.Equal(files.Length, replayed.Ids.Length + replayed.Rejected.Length);
    }

    /// <summary>A tab is white space where a line feed is, and as little allowed in a string.</summary>
    private static byte[] AsOneLine(byte[] content) => Array.ConvertAll(content, letter => letter == (byte)'\n' ? (byte)'\t' : letter);

    private static byte[] Lines(IEnumerable<byte[]> lines) => [.. lines.SelectMany(line => (byte[])[.. line, (byte)'\n'])];
}

using Microsoft.Data.Sqlite;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Tests.Hosting.Support;

namespace Vpp.Lifecycle.Tests.Hosting;

/// <summary>Which file a connection string names, and who can read it.</summary>
public sealed class SqliteFileTests : IDisposable
{
    private const UnixFileMode OwnerAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _folder = Directory.CreateTempSubdirectory("vpp-sqlite-").FullName;

    [Theory]
    [InlineData("file:stray.db")]
    [InlineData("FILE:FOLDER/stray.db?mode=rwc")]
    [InlineData("file::memory:?cache=shared")]
    public async Task A_file_named_by_a_uri_is_refused_in_a_line_that_says_what_is_allowed(string inFolder)
    {
        string uri = inFolder.Replace("FOLDER", _folder, StringComparison.Ordinal);
        UnusableDatabaseException fault = await Assert.ThrowsAsync<UnusableDatabaseException>(() => TestHost.StartAsync($"Data Source={uri}"));
        Assert.Equal($"The connection string names the SQLite file by a URI, \"{uri}\". Allowed: the path of a file, \"Data Source=FILE\".", fault.Message);
        Assert.Empty(Directory.GetFiles(Environment.CurrentDirectory, "*:*"));
        Assert.Empty(Files());
    }

    [FactWith(Requirement.Unix)]
    public async Task A_file_behind_a_link_and_its_side_files_are_their_owner_s_alone()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "real"));
        string file = Path.Combine(_folder, "real", "r.db");
        string link = Path.Combine(_folder, "link.db");
        File.CreateSymbolicLink(link, file);
        await WriteAsync(link, [file, file + "-shm", file + "-wal"]);
        Assert.Equal([file, link], Files());
    }

    [FactWith(Requirement.Unix)]
    public async Task Side_files_that_were_left_open_are_taken_away_before_anything_is_written()
    {
        string file = Path.Combine(_folder, "old.db");
        foreach (string part in (string[])[file, file + "-wal"])
        {
            await File.WriteAllBytesAsync(part, []);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(part, OwnerAlone | UnixFileMode.OtherRead);
        }

        await WriteAsync(file, [file, file + "-shm", file + "-wal"]);
    }

    [Fact]
    public async Task A_relative_path_is_one_file_in_the_current_folder()
    {
        string name = $"{Path.GetFileName(_folder)}.db";
        string file = Path.Combine(Environment.CurrentDirectory, name);
        try
        {
            await WriteAsync($"|DataDirectory|{name}", [file, file + "-shm", file + "-wal"]);
            Assert.Equal([file], Directory.GetFiles(Environment.CurrentDirectory, $"*{name}*"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("ReadOnly")]
    [InlineData("ReadWrite")]
    public async Task A_mode_that_makes_no_file_makes_none(string mode)
    {
        string file = Path.Combine(_folder, "none.db");
        UnusableDatabaseException fault = await Assert.ThrowsAsync<UnusableDatabaseException>(() => TestHost.StartAsync($"Data Source={file};Mode={mode}"));
        Assert.StartsWith($"The SQLite file {file} cannot be used: ", fault.Message, StringComparison.Ordinal);
        Assert.Empty(Files());
    }

    [Theory]
    [InlineData("UTF-16le")]
    [InlineData("UTF-16be")]
    public async Task A_file_in_another_encoding_is_refused_at_start_and_left_as_it_is(string encoding)
    {
        string file = Path.Combine(_folder, "utf16.db");
        await using (var connection = new SqliteConnection($"Data Source={file};Pooling=false"))
        {
            await connection.OpenAsync();
            await using SqliteCommand command = connection.CreateCommand();
            command.CommandText = $"PRAGMA encoding = '{encoding}'; CREATE TABLE shop (id TEXT)";
            await command.ExecuteNonQueryAsync();
        }

        byte[] before = await File.ReadAllBytesAsync(file);
        UnusableDatabaseException fault = await Assert.ThrowsAsync<UnusableDatabaseException>(() => TestHost.StartAsync($"Data Source={file}"));
        Assert.Equal($"The SQLite file {file} has the encoding {encoding}. Needed: UTF-8.", fault.Message);
        Assert.Equal(before, await File.ReadAllBytesAsync(file));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task WriteAsync(string dataSource, string[] files)
    {
        await using TestHost host = await TestHost.StartAsync($"Data Source={dataSource}");
        await host.GivenAsync("vpp_1");
        foreach (string file in files)
        {
            Assert.True(File.Exists(file), file);
            if (!OperatingSystem.IsWindows())
                Assert.Equal((file, OwnerAlone), (file, File.GetUnixFileMode(file)));
        }
    }

    private string[] Files() => [.. Directory.GetFiles(_folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Reverse()];
}

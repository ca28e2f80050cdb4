using EnrolmentService.Security;
using EnrolmentService.Storage;

namespace EnrolmentService.Directory;

/// <summary>Writes a directory file into the database, all of it or nothing. What is there already is brought up to date.</summary>
internal sealed class DirectoryImport(Database database, TimeProvider clock)
{
    /// <returns>The keys made, which nothing can show again.</returns>
    /// <exception cref="InvalidDataException">The file does not fit together.</exception>
    public async Task<IReadOnlyList<(DirectoryFile.AccountEntry Account, DirectoryFile.KeyEntry Entry, ApiKey Key)>> RunAsync(
        DirectoryFile file, CancellationToken cancellation)
    {
        DirectoryPlan plan = DirectoryPlan.Of(file, clock.GetUtcNow());
        if (plan.Statements.Count > 0)
            await database.ExecuteAsync(plan.Statements, cancellation);
        return plan.Keys;
    }
}

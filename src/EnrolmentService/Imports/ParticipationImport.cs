using System.Data.Common;
using EnrolmentService.Directory;
using EnrolmentService.Stored;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Imports;

/// <summary>
/// Enrols the devices that a file names. Each row is a write of its own, whole or not at all; rows are judged and written some hundred at a time, so that memory is bounded and commits are shared.
/// </summary>
internal sealed class ParticipationImport(ImportDirectory directory, IParticipationStore store, UnreadableRows unreadable, ParticipationRules rules, TimeProvider clock)
{
    private const int RowsAtOnce = 512;
    private const int MostAttempts = 3;

    /// <summary>Reads the file to its end to see whether it can be read, and then does what it says.</summary>
    /// <param name="file">The file, which can be wound back.</param>
    /// <param name="request">What to do with it.</param>
    /// <param name="cancellation">Ends it; rows that are done stay so.</param>
    /// <exception cref="ImportFileException">It cannot be read to its end. Nothing was written.</exception>
    /// <exception cref="IOException">It was changed while it was read; rows before the change are done.</exception>
    /// <exception cref="DbException">The database cannot be used; rows of the last few hundred may be done or not. The same file again completes it.</exception>
    public async Task<ImportReport> RunAsync(Stream file, ImportRequest request, CancellationToken cancellation)
    {
        await foreach (ImportRow unused in ImportRows.ReadAsync(file, request.Format, cancellation))
            _ = unused;
        file.Position = 0;
        var run = new Run(request, store, new ImportJudge(directory, unreadable, rules, request.Scope, clock.GetUtcNow()));
        var waiting = new List<ImportRow>(RowsAtOnce);
        try
        {
            await foreach (ImportRow row in ImportRows.ReadAsync(file, request.Format, cancellation))
            {
                waiting.Add(row);
                if (waiting.Count < RowsAtOnce)
                    continue;
                await run.TakeAsync(waiting, cancellation);
                waiting.Clear();
            }
        }
        catch (ImportFileException fault)
        {
            throw new IOException($"It was changed while it was read. {fault.Message}", fault);
        }

        await run.TakeAsync(waiting, cancellation);
        return run.Report;
    }

    private sealed class Run(ImportRequest request, IParticipationStore store, ImportJudge judge)
    {
        private readonly List<ImportRejection> _rows = [];
        private long _created;
        private long _repeated;
        private long _refused;

        public ImportReport Report => new(_created, _repeated, _refused, _rows);

        public async Task TakeAsync(IReadOnlyList<ImportRow> rows, CancellationToken cancellation)
        {
            var rejections = new List<ImportRejection>();
            IReadOnlyList<ImportRow> pending = rows;
            for (int attempt = 1; pending.Count > 0; attempt++)
            {
                IReadOnlyList<ImportVerdict> verdicts = await judge.JudgeAsync(pending, cancellation);
                ImportVerdict[] done = request.DryRun ? [.. verdicts] : await Task.WhenAll(verdicts.Select(verdict => WriteAsync(verdict, cancellation)));
                if (!request.DryRun)
                    judge.Forget();
                // Where a row was not made after all, what rested on it is judged anew, and so is the row.
                bool isUndecided = done.Any(verdict => verdict.Rejection?.Code == ImportCode.Contended) && attempt < MostAttempts;
                var again = new List<ImportRow>();
                foreach (ImportVerdict verdict in done)
                {
                    if (isUndecided && (verdict.Rejection?.Code == ImportCode.Contended || verdict.RestsOnAnother))
                        again.Add(verdict.Row);
                    else
                        Count(verdict, rejections);
                }

                pending = again;
            }

            foreach (ImportRejection rejection in rejections.OrderBy(rejection => rejection.Line))
            {
                if (_rows.Count < ImportReport.MostRows)
                    _rows.Add(rejection);
                request.OnRejection(rejection);
            }

            request.OnProgress(Report);
        }

        private void Count(ImportVerdict verdict, List<ImportRejection> rejections)
        {
            if (verdict.Rejection is { } rejection)
            {
                _refused++;
                rejections.Add(rejection);
            }
            else if (verdict.IsRepeated)
            {
                _repeated++;
            }
            else
            {
                _created++;
            }
        }

        /// <summary>Writes what is to be made. CONTENDED is what may come out otherwise when it is judged anew.</summary>
        private async Task<ImportVerdict> WriteAsync(ImportVerdict verdict, CancellationToken cancellation)
        {
            if (verdict is not { Requested: { } requested, Device: { } device })
                return verdict;
            var write = new ParticipationWrite { Actor = request.Actor, Also = [DirectoryStore.RequireUnmoved(device)] };
            try
            {
                CreateResult result = await store.CreateAsync(requested, write, cancellation: cancellation);
                return result.TryPickAccepted(out _) ? verdict : Contended(verdict.Row);
            }
            catch (DbException fault) when (DirectoryStore.HasMoved(fault))
            {
                // An import of the directory has given the device to another account, or another site.
                return Contended(verdict.Row);
            }
        }

        private static ImportVerdict Contended(ImportRow row) => ImportVerdict.Reject(
            row, ImportCode.Contended, null, "Others kept changing the device or what it takes part in. Nothing was written; import the file again.");
    }
}

namespace Vpp.Lifecycle.Hosting.Storage;

/// <content>Bulk.</content>
internal sealed partial class ParticipationStore
{
    public Task<BulkResult> BulkAsync(BulkRequest request, CancellationToken cancellation) => throw new NotSupportedException();
}

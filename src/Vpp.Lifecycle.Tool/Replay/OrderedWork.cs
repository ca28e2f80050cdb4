using System.Threading.Tasks.Dataflow;

namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>Work on many things side by side, whose results are taken one after the other, in the order of the things.</summary>
internal static class OrderedWork
{
    /// <summary>Works on everything, on every processor.</summary>
    /// <param name="things">The things; gone through on a thread of its own, not far ahead of the work.</param>
    /// <param name="work">The work on one; may run on any thread.</param>
    /// <param name="take">Takes the result, on the calling thread.</param>
    internal static void Run<TThing, TResult>(IEnumerable<TThing> things, Func<TThing, TResult> work, Action<TResult> take)
    {
        int workers = Environment.ProcessorCount;
        var working = new TransformBlock<TThing, TResult>(
            work, new ExecutionDataflowBlockOptions { MaxDegreeOfParallelism = workers, BoundedCapacity = 2 * workers, EnsureOrdered = true });
        Task.Factory.StartNew(() => Give(things, working), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            while (working.OutputAvailableAsync().GetAwaiter().GetResult())
            {
                while (working.TryReceive(out TResult? result))
                    take(result);
            }

            working.Completion.GetAwaiter().GetResult();
        }
        finally
        {
            // Where taking has failed, nothing more is given.
            working.Complete();
        }
    }

    private static void Give<TThing, TResult>(IEnumerable<TThing> things, TransformBlock<TThing, TResult> working)
    {
        try
        {
            foreach (TThing thing in things)
            {
                if (!working.SendAsync(thing).GetAwaiter().GetResult())
                    return;
            }

            working.Complete();
        }
        catch (Exception failure)
        {
            ((IDataflowBlock)working).Fault(failure);
        }
    }
}

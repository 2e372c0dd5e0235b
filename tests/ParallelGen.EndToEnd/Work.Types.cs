using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Numerics;

namespace ParallelGen.EndToEnd;

public static partial class Work
{
    [RunOn(Model.ProcessPool, Pool = Pool)]
    internal static double[,] TransposeCore(double[,] matrix)
    {
        double[,] result = new double[matrix.GetLength(1), matrix.GetLength(0)];
        for (int row = 0; row < matrix.GetLength(0); row++)
        {
            for (int column = 0; column < matrix.GetLength(1); column++)
            {
                result[column, row] = matrix[row, column];
            }
        }

        return result;
    }

    /// <summary>Gives back what came, with a mark that only the worker can make.</summary>
    [RunOn(Model.ProcessPool, Pool = Pool)]
    internal static Parcel EchoCore(Parcel parcel) => parcel with { Note = WorkerContext.IsWorker ? "worker" : "parent" };

    /// <summary>Types that other serializers write, alone and inside what ParallelGen writes.</summary>
    [RunOn(Model.ProcessPool, Pool = Pool)]
    internal static (MemoryShape? Shape, List<MessageOrder?> Orders) SwapCore(MemoryShape? shape, MessageOrder? order) => (shape, [order, null]);

    /// <summary>Collections that never change, inside one another.</summary>
    internal sealed record Parcel(
        string Note,
        ImmutableArray<ImmutableList<Complex>> Numbers,
        ImmutableDictionary<string, ImmutableArray<string>> Map,
        FrozenSet<string> Set,
        ReadOnlyDictionary<string, string?[,]> Board,
        PriorityQueue<string, int> Queue);
}

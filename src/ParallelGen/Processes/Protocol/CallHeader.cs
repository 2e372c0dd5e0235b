namespace ParallelGen.Processes.Protocol;

/// <summary>The head of a call frame. The items follow, each as its length (4 bytes) and its encoded arguments.</summary>
/// <param name="Assembly">The number that was announced for the method's assembly.</param>
/// <param name="Method">The method's id within it.</param>
/// <param name="Context">What travels besides the arguments.</param>
/// <param name="Items">How many items follow.</param>
/// <param name="WantsReports">Whether the caller has a progress handler.</param>
/// <param name="Broadcast">The broadcast value that the items share; 0 for none.</param>
/// <param name="IsWatched">Whether the caller must know at once when an item begins: time starts to run then.</param>
internal readonly record struct CallHeader(
    int Assembly, ulong Method, CallContext Context, int Items, bool WantsReports = false, long Broadcast = 0, bool IsWatched = false)
{
    public void Write(ref WireWriter writer)
    {
        writer.WriteCount(Assembly);
        writer.WriteUInt64(Method);
        Context.Write(ref writer);
        writer.WriteBoolean(WantsReports);
        writer.WriteInt64(Broadcast);
        writer.WriteBoolean(IsWatched);
        writer.WriteCount(Items);
    }

    public static CallHeader Read(ref WireReader reader)
    {
        int assembly = reader.ReadCount(0);
        ulong method = reader.ReadUInt64();
        CallContext context = CallContext.Read(ref reader);
        bool wantsReports = reader.ReadBoolean();
        long broadcast = reader.ReadInt64();
        bool isWatched = reader.ReadBoolean();
        return new CallHeader(assembly, method, context, reader.ReadCount(sizeof(int)), wantsReports, broadcast, isWatched);
    }
}

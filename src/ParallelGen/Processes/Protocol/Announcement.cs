using System.Reflection;

namespace ParallelGen.Processes.Protocol;

/// <summary>Which assembly a number in call frames means on this channel.</summary>
/// <param name="Number">Counted from zero, in the order of announcement.</param>
/// <param name="Name">The full assembly name.</param>
/// <param name="Path">Its file.</param>
/// <param name="Build">Its module version: method ids mean something for this very build only.</param>
internal readonly record struct Announcement(int Number, string Name, string Path, Guid Build)
{
    public static Announcement Of(int number, Assembly assembly) =>
        new(number, assembly.FullName ?? assembly.ToString(), AssemblyFiles.PathOf(assembly), assembly.ManifestModule.ModuleVersionId);

    public void Write(ref WireWriter writer)
    {
        writer.WriteCount(Number);
        writer.WriteString(Name);
        writer.WriteString(Path);
        writer.WriteUnmanaged(Build);
    }

    public static Announcement Read(ref WireReader reader) =>
        new(reader.ReadCount(0), reader.ReadString() ?? "", reader.ReadString() ?? "", reader.ReadUnmanaged<Guid>());
}

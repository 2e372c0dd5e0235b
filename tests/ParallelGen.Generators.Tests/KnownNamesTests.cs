using System.Reflection;

namespace ParallelGen.Generators.Tests;

/// <summary>Every name of the runtime that the generator writes or looks for exists there.</summary>
public class KnownNamesTests
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    private static readonly Assembly s_runtime = typeof(RunOnAttribute).Assembly;

    public static TheoryData<string> Types => Of(typeof(KnownNames.Types));

    public static TheoryData<string> GenericTypes => Of(typeof(KnownNames.GenericTypes));

    public static TheoryData<string> Members => [.. Of(typeof(KnownNames.Members)).Concat(Of(typeof(KnownNames.BatchMembers)))];

    public static TheoryData<string> Options => Of(typeof(KnownNames.Options));

    public static TheoryData<string> Models => Of(typeof(KnownNames.Models));

    [Theory]
    [MemberData(nameof(Types))]
    public void Type_Exists_AndIsPublic(string name) => Assert.True(s_runtime.GetType(name) is { IsPublic: true }, name);

    [Theory]
    [MemberData(nameof(GenericTypes))]
    public void GenericType_Exists_AndIsPublic(string name) =>
        Assert.Contains(s_runtime.ExportedTypes, t => t.FullName!.StartsWith(name + "`", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Members))]
    public void Member_Exists_AndIsPublic(string name)
    {
        int dot = name.LastIndexOf('.');
        IEnumerable<Type> types = s_runtime.ExportedTypes.Where(t => t.FullName!.Split('`')[0] == name[..dot]);
        Assert.Contains(types.SelectMany(t => t.GetMember(name[(dot + 1)..], All)), m => m is MethodBase { IsPublic: true } or PropertyInfo);
    }

    public static TheoryData<string> Entries => Of(typeof(KnownNames.Entries));

    [Theory]
    [MemberData(nameof(Entries))]
    public void Entry_OfEachModelOfTheRuntime_ExistsAndIsPublic(string member)
    {
        string[] models = [.. Models.Select(r => r.Data).Where(m => s_runtime.GetType($"ParallelGen.CompilerServices.{m}Calls") is not null)];
        Assert.NotEmpty(models);
        Assert.All(models, model => Member_Exists_AndIsPublic(KnownNames.Entry(model, member)));
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void Option_Exists(string name) => Assert.NotNull(typeof(RunOnAttribute).GetProperty(name));

    /// <summary>Generated code sets options of the attribute on what describes the call, by the same name.</summary>
    [Theory]
    [MemberData(nameof(Options))]
    public void Option_OfACall_HasTheNameOfTheAttributes(string name) => Assert.True(
        name is KnownNames.Options.Name || s_runtime.GetType(KnownNames.Types.CallInfo)!.GetProperty(name) is { CanWrite: true }, name);

    [Fact]
    public void Option_OfTheAttribute_IsKnown() => Assert.Equal(
        typeof(RunOnAttribute).GetProperties(All | BindingFlags.DeclaredOnly).Where(p => p.CanWrite).Select(p => p.Name).Order(StringComparer.Ordinal),
        Options.Select(r => r.Data).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Models))]
    public void Model_Exists(string name) => Assert.Contains(name, Enum.GetNames<global::ParallelGen.Model>());

    [Fact]
    public void Runtime_IsTheAssemblyWithTheCodecs()
    {
        Assert.Equal(KnownNames.Runtime, s_runtime.GetName().Name);
        Assert.Contains(s_runtime.ExportedTypes, t => t.Namespace == KnownNames.Codecs);
    }

    private static TheoryData<string> Of(Type names) => [.. names.GetFields(All).Select(f => (string)f.GetRawConstantValue()!)];
}

using Microsoft.CodeAnalysis;

namespace ParallelGen.Generators.Parsing;

/// <summary>The way from a parameter or result to the type that is looked at, for messages.</summary>
/// <param name="Subject">Where it begins, such as <c>Parameter 'order'</c>.</param>
/// <param name="Trail">The members passed, such as <c>Order.Customer.Avatar</c>; empty at the start.</param>
/// <param name="Declared">The declared type of the last member, or of the parameter.</param>
internal readonly record struct WirePath(string Subject, string Trail, string Declared)
{
    public static WirePath Root(string subject, ITypeSymbol declared) => new(subject, "", WireNames.Display(declared));

    public WirePath Member(ITypeSymbol owner, string name, ITypeSymbol declared) => this with
    {
        Trail = Trail.Length == 0 ? $"{WireNames.Display(owner)}.{name}" : $"{Trail}.{name}",
        Declared = WireNames.Display(declared),
    };

    /// <summary>Steps from a base type to one that it lists.</summary>
    public WirePath Derived(ITypeSymbol derived) => this with
    {
        Trail = Trail.Length == 0 ? WireNames.Display(derived) : $"{Trail}({WireNames.Display(derived)})",
        Declared = WireNames.Display(derived),
    };

    /// <summary>Names the type at fault; inside a collection, the collection too.</summary>
    public string Describe(ITypeSymbol culprit)
    {
        string name = WireNames.Display(culprit);
        string type = name == Declared ? name : $"{name} in {Declared}";
        return Trail.Length == 0 ? $"{Subject} ({type})" : $"{Subject}: {Trail} ({type})";
    }
}

using Microsoft.CodeAnalysis;

namespace ParallelGen.Generators.Parsing;

/// <summary>One piece of an object's state.</summary>
/// <param name="State">The field or auto-property that holds it.</param>
/// <param name="Type">The type that it is read as.</param>
/// <param name="Reader">The field or property that generated code reads; null when there is none that it can reach.</param>
/// <param name="CanSet">Whether an object initializer can set it.</param>
internal sealed record WireMember(ISymbol State, ITypeSymbol Type, ISymbol? Reader, bool CanSet)
{
    public string Name => Reader?.Name ?? State.Name;

    public bool IsRequired => Reader is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true };

    /// <summary>Whether a constructor parameter of this name means this member.</summary>
    public bool IsNamed(string parameter) =>
        string.Equals(Name, parameter, StringComparison.OrdinalIgnoreCase)
        || string.Equals(Bare(State.Name), Bare(parameter), StringComparison.OrdinalIgnoreCase);

    /// <summary>How messages call it, such as <c>the private field '_name'</c>.</summary>
    public string Describe()
    {
        string access = State.DeclaredAccessibility switch
        {
            Accessibility.Public or Accessibility.NotApplicable => "",
            Accessibility.Private => "private ",
            Accessibility.Protected or Accessibility.ProtectedAndInternal or Accessibility.ProtectedOrInternal => "protected ",
            _ => "internal ",
        };
        string kind = State switch
        {
            IPropertySymbol { SetMethod: null } => "get-only property",
            IPropertySymbol => "property",
            IParameterSymbol => "captured parameter",
            IFieldSymbol { IsReadOnly: true } => "readonly field",
            _ => "field",
        };
        return $"the {access}{kind} '{State.Name}'";
    }

    private static string Bare(string name) =>
        name.StartsWith("m_", StringComparison.Ordinal) ? name.Substring(2) : name.TrimStart('_');
}

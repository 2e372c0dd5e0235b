namespace ParallelGen.Generators.Model;

/// <summary>One annotated method, decided to the last name: all that its generated file needs.</summary>
internal sealed record MethodModel
{
    /// <summary>The name of the generated file.</summary>
    public required string HintName { get; init; }

    /// <summary>The types to add members to.</summary>
    public required ContainerModel Container { get; init; }

    /// <summary>Accessibility and other modifiers of the generated members.</summary>
    public required string Modifiers { get; init; }

    /// <summary>Whether a call works on a copy of the object: an instance method of a struct.</summary>
    public required bool CopiesInstance { get; init; }

    /// <summary>The method for messages: <c>Demo.Text.Count</c>.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The method for documentation references: <c>M:Demo.Text.Count(System.String)</c>.</summary>
    public required string DocumentationId { get; init; }

    /// <summary>The call of the user's method inside the thunk.</summary>
    public required string Invocation { get; init; }

    /// <summary>The generated members.</summary>
    public required NamesModel Names { get; init; }

    /// <summary>The nested struct that describes the method to the runtime, without type parameters.</summary>
    public required string CallName { get; init; }

    /// <summary>The method's id within its assembly.</summary>
    public required ulong Id { get; init; }

    public required TypeParametersModel TypeParameters { get; init; }

    /// <summary>What the method returns.</summary>
    public required ReturnModel Return { get; init; }

    /// <summary>What one call takes.</summary>
    public required InputModel Input { get; init; }

    /// <summary>The parameters of the generated member for one call, without the token.</summary>
    public required EquatableArray<string> AsyncParameters { get; init; }

    /// <summary>The name of the token that ends the generated member for one call.</summary>
    public required string TokenName { get; init; }

    /// <summary>Whether the method itself takes a token.</summary>
    public required bool TakesToken { get; init; }

    /// <summary>The overloads of the generated member for many calls; none for a sequence.</summary>
    public required EquatableArray<BatchModel> Batches { get; init; }

    /// <summary>What <c>[RunOn]</c> sets.</summary>
    public required OptionsModel Options { get; init; }

    /// <summary>Attributes that the generated members carry because the method does.</summary>
    public required EquatableArray<string> Attributes { get; init; }

    /// <summary>The ones of these that also let the thunk call the method without a warning.</summary>
    public required EquatableArray<string> ThunkAttributes { get; init; }

    /// <summary>Diagnostics that mentioning the method or its types would raise.</summary>
    public required EquatableArray<string> ExperimentalIds { get; init; }
}

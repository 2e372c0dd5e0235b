namespace ParallelGen.Generators.Model;

/// <summary>One annotated method, decided to the last name: all that its generated file needs.</summary>
/// <param name="HintName">The name of the generated file.</param>
/// <param name="Container">The types to add members to.</param>
/// <param name="Modifiers">Accessibility and other modifiers of the generated members.</param>
/// <param name="DisplayName">The method for messages: <c>Demo.Text.Count</c>.</param>
/// <param name="DocumentationId">The method for documentation references: <c>M:Demo.Text.Count(System.String)</c>.</param>
/// <param name="Invocation">The call of the user's method inside the thunk.</param>
/// <param name="AsyncName">The generated member for one call.</param>
/// <param name="AllName">The generated member for many calls.</param>
/// <param name="CallName">The nested struct that describes the method to the runtime.</param>
/// <param name="Id">The method's id within its assembly.</param>
/// <param name="Return">What the method returns.</param>
/// <param name="Input">What one call takes.</param>
/// <param name="AsyncParameters">The parameters of the generated member for one call, without the token.</param>
/// <param name="TokenName">The name of the token that ends the generated member for one call.</param>
/// <param name="Batches">The overloads of the generated member for many calls.</param>
/// <param name="Options">What <c>[RunOn]</c> sets.</param>
/// <param name="Attributes">Attributes that the generated members carry because the method does.</param>
/// <param name="ThunkAttributes">The ones of these that also let the thunk call the method without a warning.</param>
/// <param name="ExperimentalIds">Diagnostics that mentioning the method or its types would raise.</param>
internal sealed record MethodModel(
    string HintName,
    ContainerModel Container,
    string Modifiers,
    string DisplayName,
    string DocumentationId,
    string Invocation,
    string AsyncName,
    string AllName,
    string CallName,
    ulong Id,
    ReturnModel Return,
    InputModel Input,
    EquatableArray<string> AsyncParameters,
    string TokenName,
    EquatableArray<BatchModel> Batches,
    OptionsModel Options,
    EquatableArray<string> Attributes,
    EquatableArray<string> ThunkAttributes,
    EquatableArray<string> ExperimentalIds);

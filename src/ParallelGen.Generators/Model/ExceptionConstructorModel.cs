namespace ParallelGen.Generators.Model;

/// <summary>One way to make an exception anew.</summary>
/// <param name="Arguments">The arguments, such as <c>message: message</c>.</param>
/// <param name="Initializers">The object initializer, such as <c>Order = order</c>.</param>
/// <param name="Checks">What must hold of the result <c>made</c>, since no initializer sets it: <c>object.Equals(made.Order, order)</c>.</param>
internal sealed record ExceptionConstructorModel(EquatableArray<string> Arguments, EquatableArray<string> Initializers, EquatableArray<string> Checks);

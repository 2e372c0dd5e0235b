namespace ParallelGen.Generators.Model;

/// <summary>Where a part of a call's input comes from.</summary>
internal enum InputKind
{
    /// <summary>The object whose method is called.</summary>
    Instance,

    /// <summary>An ordinary parameter that every item of a batch brings.</summary>
    Required,

    /// <summary>An ordinary parameter with a default value, which items of a batch share unless all parameters vary.</summary>
    Optional,

    /// <summary>A parameter marked <c>[Broadcast]</c>: given once for a batch.</summary>
    Broadcast,

    /// <summary>The <c>IProgress&lt;T&gt;</c>, which items of a batch share.</summary>
    Progress,
}

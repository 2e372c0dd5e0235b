namespace ParallelGen.Generators.Model;

/// <summary>What an annotated method returns.</summary>
/// <param name="Kind">How its end is known.</param>
/// <param name="TypeName">The type of the result, or of each item of a sequence, as callers see it; <c>System.ValueTuple</c> when there is none.</param>
/// <param name="CallTypeName">The same type as the runtime's interfaces name it.</param>
/// <param name="Wire">How it crosses; null when there is none, or it does not cross.</param>
internal sealed record ReturnModel(ReturnKind Kind, string TypeName, string CallTypeName, WireTypeModel? Wire)
{
    public bool IsVoid => Kind is ReturnKind.Void or ReturnKind.VoidTask or ReturnKind.VoidValueTask;

    public bool IsSequence => Kind == ReturnKind.Sequence;
}

namespace ParallelGen.Generators.Model;

/// <summary>One member of an object on the wire.</summary>
/// <param name="Name">The member's name, as the user wrote it.</param>
/// <param name="Access">What reads it off the object, such as <c>value.Name</c>.</param>
/// <param name="Local">The local variable that holds it while the object is rebuilt.</param>
/// <param name="CodecName">The codec in C#.</param>
/// <param name="Description">What stands on the wire.</param>
internal sealed record CodecMemberModel(string Name, string Access, string Local, string CodecName, string Description);

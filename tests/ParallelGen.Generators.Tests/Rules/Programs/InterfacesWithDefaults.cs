// Reports: PGEN103
public interface IShape { int Sides => 3; }
public record Triangle : IShape;
public static partial class Work { [RunOn(Model.ProcessPool)] public static int A(IShape shape) => shape.Sides; [RunOn(Model.ProcessPool)] public static int B(Triangle shape) => 3; }

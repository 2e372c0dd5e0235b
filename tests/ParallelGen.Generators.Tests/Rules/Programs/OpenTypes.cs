// Reports: PGEN101, PGEN103, PGEN105
public abstract class Shape { }
partial class Work
{
    [RunOn(Model.ProcessPool)] static int A(object a) => 1;
    [RunOn(Model.ProcessPool)] static int B(dynamic a) => 1;
    [RunOn(Model.ProcessPool)] static int C(List<Shape> a) => 1;
    [RunOn(Model.ProcessPool)] static int D((int, Func<int>) a) => 1;
    [RunOn(Model.ProcessPool)] static int E(FormattableString a) => 1;
    [RunOn(Model.ProcessPool)] static int F(Exception a) => 1;
    [RunOn(Model.ProcessPool)] static int G(System.Linq.Expressions.Expression<Func<int>> a) => 1;
    [RunOn(Model.ProcessPool)] static int H(Delegate a) => 1;
    [RunOn(Model.ProcessPool)] static int I(Array a) => 1;
    [RunOn(Model.ProcessPool)] static int J(Enum a) => 1;
    [RunOn(Model.ProcessPool)] static int K(ValueType a) => 1;
    [RunOn(Model.ProcessPool)] static int L(IComparable<int> a) => 1;
    [RunOn(Model.ProcessPool)] static int M(System.Collections.ArrayList a) => 1;
}

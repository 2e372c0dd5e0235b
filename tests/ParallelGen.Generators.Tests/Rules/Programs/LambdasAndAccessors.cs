// Reports: PGEN016
public partial class Work
{
    static int P { [RunOn(Model.ProcessPool)] get => 1; [RunOn(Model.ProcessPool)] set { } }
    static event Action E { [RunOn(Model.ProcessPool)] add { } remove { } }
    static Func<int, int> F = [RunOn(Model.ProcessPool)] (a) => a;
    void M() { Action a = [RunOn(Model.ProcessPool)] static () => { [RunOn(Model.ProcessPool)] void Local() { } Local(); }; a(); }
    int this[int i] { [RunOn(Model.ProcessPool)] get => i; }
}

// Reports: PGEN016
public partial class Work { [RunOn(Model.ProcessPool)] ~Work() { } }

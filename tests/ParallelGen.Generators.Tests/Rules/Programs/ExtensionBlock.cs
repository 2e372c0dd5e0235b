// Reports: PGEN016
static partial class Work { extension(string text) { [RunOn(Model.ProcessPool)] public int Words(int limit) => limit; } }

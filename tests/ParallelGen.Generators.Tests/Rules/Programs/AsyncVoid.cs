// Reports: PGEN006
partial class Work { [RunOn(Model.ProcessPool)] static async void Go(int a) => await Task.Yield(); }

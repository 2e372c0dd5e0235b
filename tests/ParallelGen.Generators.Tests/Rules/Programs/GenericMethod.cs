// Reports: PGEN004
partial class Work { [RunOn(Model.ProcessPool)] static T Count<T>(T a) where T : struct => a; }

namespace App { public static partial class Work { [RunOn(Model.ProcessPool)] internal static int Count(Order order) => order.Id + Extra; } }
// File
#nullable disable
#line 100 "other.txt"
namespace App; partial class Work { private static readonly int Extra = 1; }
public partial class Order { public int Id { get; set; } }
// File
#line hidden
namespace App { partial class Order { public string Name { get; set; } } public static class Probe { public static object Input => new Order { Id = 4, Name = null! }; public static object Result => 5; } }

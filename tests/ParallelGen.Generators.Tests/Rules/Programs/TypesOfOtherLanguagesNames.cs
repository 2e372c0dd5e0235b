namespace Ünï.çödé { public enum Färbe : byte { Größe = 1 } public class ϕ<τ> { public τ? ξ { get; set; } } }
public static partial class Work { [RunOn(Model.ProcessPool)] public static Ünï.çödé.ϕ<Ünï.çödé.Färbe> Same(Ünï.çödé.ϕ<Ünï.çödé.Färbe> ϕ, Ünï.çödé.Färbe d = Ünï.çödé.Färbe.Größe) => ϕ; }
static class Probe { public static object Input => (new Ünï.çödé.ϕ<Ünï.çödé.Färbe> { ξ = (Ünï.çödé.Färbe)9 }, default(Ünï.çödé.Färbe)); public static object Result => new Ünï.çödé.ϕ<Ünï.çödé.Färbe> { ξ = (Ünï.çödé.Färbe)9 }; }

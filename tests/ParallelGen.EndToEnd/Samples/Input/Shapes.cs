namespace Input;

internal abstract record Shape
{
    public abstract double Area();

    public static string Describe(Shape? shape) => shape switch
    {
        Circle { Radius: 0 } => "a point",
        Circle => "a circle",
        Square => "a square",
        null => "nothing",
        _ => throw new ArgumentOutOfRangeException(nameof(shape)),
    };

    public bool IsLargerThan(Shape? other) => other is null || Area() > other.Area();

    public string Name(string? given) => given ?? GetType().Name;
}

internal sealed record Circle(double Radius) : Shape
{
    public override double Area() => Math.PI * Radius * Radius;

    public bool Contains(double x, double y) => x * x + y * y <= Radius * Radius && Radius > 0;
}

internal sealed record Square(double Side) : Shape
{
    public override double Area() => Side * Side;
}

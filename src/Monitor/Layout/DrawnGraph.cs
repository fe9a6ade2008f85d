namespace FlinkReady.Monitor.Layout;

/// <summary>A place in pixels, from the left and from the top.</summary>
internal readonly record struct Place(double X, double Y);

/// <summary>A box at its place: the left upper corner.</summary>
internal readonly record struct DrawnBox(Place Corner, BoxSize Size);

/// <summary>One line for all edges between two boxes.</summary>
/// <param name="From">The box it begins at.</param>
/// <param name="To">The box it ends at.</param>
/// <param name="Count">How many edges it stands for.</param>
/// <param name="IsReversed">True where it closes a circle, and therefore runs from right to left.</param>
/// <param name="Bends">The places it passes from left to right, its two ends included.</param>
internal sealed record DrawnEdge(int From, int To, int Count, bool IsReversed, IReadOnlyList<Place> Bends);

/// <summary>A graph laid out from left to right. Coordinates are multiples of a tenth of a pixel: equal graphs give equal bytes.</summary>
/// <param name="Size">The size of the picture.</param>
/// <param name="Boxes">The boxes, in the order they were given.</param>
/// <param name="Edges">The lines, by their first box and then by their second.</param>
/// <param name="Crossings">How often two lines cross between two columns.</param>
internal sealed record DrawnGraph(BoxSize Size, IReadOnlyList<DrawnBox> Boxes, IReadOnlyList<DrawnEdge> Edges, int Crossings);

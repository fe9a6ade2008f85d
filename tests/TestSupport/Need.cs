namespace FlinkReady.TestSupport;

/// <summary>What a test needs that a machine or a clone may lack.</summary>
[Flags]
public enum Need
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The shared test material.</summary>
    SharedMaterial = 1,

    /// <summary>Helm, on the path or in <c>artifacts/tools</c>.</summary>
    Helm = 2,

    /// <summary>Prometheus' own tool.</summary>
    Promtool = 4,

    /// <summary>Prometheus itself.</summary>
    Prometheus = 8,

    /// <summary>Prometheus' Alertmanager.</summary>
    Alertmanager = 16,

    /// <summary>A Chromium to look at pages with.</summary>
    Chromium = 32,

    /// <summary>The web server nginx, as a proxy before the monitor.</summary>
    Nginx = 64,

    /// <summary>The program curl.</summary>
    Curl = 128,
}

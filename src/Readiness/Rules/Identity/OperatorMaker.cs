namespace FlinkReady.Readiness.Rules.Identity;

/// <summary>Who puts an operator into a job: only there can it be given a uid.</summary>
internal enum OperatorMaker
{
    /// <summary>The program, in Java or Scala.</summary>
    Program,

    /// <summary>The program, in Python.</summary>
    PythonProgram,

    /// <summary>The Table planner.</summary>
    Planner,

    /// <summary>A connector, or the program around a query, in a job of SQL.</summary>
    AroundQuery,

    /// <summary>The Paimon connector.</summary>
    Paimon,

    /// <summary>The Iceberg connector.</summary>
    Iceberg,

    /// <summary>The Hudi connector.</summary>
    Hudi,

    /// <summary>A pipeline of Flink CDC.</summary>
    FlinkCdc,
}

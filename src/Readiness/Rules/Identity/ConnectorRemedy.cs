namespace FlinkReady.Readiness.Rules.Identity;

/// <summary>Words how operators get a uid that a connector, the Table planner or a framework makes: nobody calls a method on them.</summary>
internal static class ConnectorRemedy
{
    private const string NewIds = "The operators get new ids with it: state in existing savepoints is found under the old ones only. Set it before the job's first start, or plan for a start without that state.";

    /// <summary>For operators that the Table planner made: they take no uid from the program.</summary>
    public const string Sql =
        "SQL operators get stable ids from a compiled plan. Compile it once, keep the file, and run the plan from then on:\n"
        + "COMPILE PLAN 'file:///plans/job.json' FOR STATEMENT SET BEGIN … END;\n"
        + "EXECUTE PLAN 'file:///plans/job.json';";

    /// <summary>For operators beside those of the planner that no known connector makes.</summary>
    public const string AroundQuery =
        "SQL can't name this operator: its connector makes it, or the program around the query. Look for an option of the connector that sets the uids of its operators. "
        + "Where there is none, the id holds as long as query, options and parallelism stay as they are: plan changes of the query with a start from new state.";

    /// <summary>For Iceberg's operators in a job of SQL.</summary>
    public const string IcebergInSql =
        "Iceberg has no option for SQL that names its operators; only its DataStream sink can be given a prefix or suffix for uids. "
        + "The id holds as long as query, options and parallelism stay as they are: before they change, stop the job with a savepoint and check that its last commit is in the table.";

    /// <summary>For Iceberg's operators in a program.</summary>
    public const string IcebergInProgram =
        "Give Iceberg's sink a prefix for the uids of its operators, or a suffix where it is IcebergSink, and never change it:\n"
        + "FlinkSink.forRowData(rows).uidPrefix(\"orders\")\n"
        + "IcebergSink.forRowData(rows).uidSuffix(\"orders\")\n" + NewIds;

    /// <summary>For Hudi's operators.</summary>
    public const string Hudi =
        "Hudi itself names the operators that keep its state, and has no option to name the others. Nothing can be set: the id holds as long as query, options and parallelism stay as they are.";

    /// <summary>For the operators of a pipeline that has no uids.</summary>
    public const string FlinkCdc =
        "The operators of a Flink CDC pipeline get their uids from a prefix in its definition (3.4 and later):\n"
        + "pipeline:\n"
        + "  operator.uid.prefix: orders-sync\n" + NewIds;

    /// <summary>For the operators that a pipeline with a prefix leaves without uid.</summary>
    public const string FlinkCdcBeyondPrefix =
        "Flink CDC gives this operator no uid, with operator.uid.prefix neither. Nothing can be set: the id holds as long as the pipeline's definition and parallelism stay as they are.";

    /// <summary>For Paimon's operators: an option of the table names them, in SQL and in programs.</summary>
    /// <param name="table">The table that they write; null where it is not known.</param>
    public static string Paimon(string? table) =>
        $"Paimon names its operators by an option of the table. Set it and never change it:\n"
        + $"ALTER TABLE {table ?? "<table>"} SET ('sink.operator-uid.suffix' = 'v1');\n"
        + "It covers writer, committer and bucket assigner; 'sink.operator-uid.cover-all-operators' = 'true' the others, where this version of Paimon has it. A table that the job reads: 'source.operator-uid.suffix'.\n"
        + NewIds;
}

namespace FlinkReady.Monitor.Metrics;

/// <summary>Every metric of the contract in the order of the page. <c>docs/metrics.md</c> is made from it.</summary>
internal static class MetricCatalogue
{
    private static readonly List<MetricFamily> Families = [];

    // What alerts look at: each has to find its team, and two that are held against each other have to have the same labels.
    private static readonly HashSet<string> Routed = ["violation", "violations", "waived_violation", "not_assessed", "target_up", "target_expected", "target_last_success_timestamp_seconds", "series_dropped"];

    internal static readonly MetricFamily BuildInfo = Gauge(
        "build_info", ["version", "revision"], "Always 1; the running program.",
        "`revision` is `unknown` where the build did not say.", "{version=\"1.0.0\",revision=\"79000b0\"} 1");

    internal static readonly MetricFamily TargetUp = Gauge(
        "target_up", ["target"], "1 if the cluster answered in the last poll, else 0.",
        "1 if and only if `/jobs/overview`, and `/jobs` or `/overview`, answered with valid bodies in the last poll. 0 before the first poll.",
        "{target=\"orders\"} 1");

    internal static readonly MetricFamily TargetExpected = Gauge(
        "target_expected", ["target"], "1 if the cluster has to answer now, else 0.",
        "1 for targets of the configuration. 0 for a deployment that is suspended or has ended, and while it is created or upgraded for less than `upgradeGrace`; `target_up` is missing while it does not answer then. Alert on `target_up == 0 and on(target) target_expected == 1`.",
        "{target=\"orders\"} 1");

    internal static readonly MetricFamily TargetInfo = Gauge(
        "target_info", ["target", "url", "flink_version"], "Always 1; where the target is and what it runs.",
        "Carries `k8s_namespace`, `resource_kind` and `resource_name` of a discovered target, and the target's own `labels` of the configuration as well. `url` is the first configured one without user info; `flink_version` is empty until a poll read it.",
        "{target=\"orders\",url=\"http://flink-orders-rest:8081/\",flink_version=\"1.20.5\",team=\"orders\"} 1");

    internal static readonly MetricFamily TargetLastSuccess = Gauge(
        "target_last_success_timestamp_seconds", ["target"], "When the last poll began at which the cluster answered.",
        "Missing until there was one.", "{target=\"orders\"} 1767323045.123");

    internal static readonly MetricFamily TargetPollDuration = Gauge(
        "target_poll_duration_seconds", ["target"], "How long the last poll took.", "Missing before the first poll.", "{target=\"orders\"} 0.214");

    internal static readonly MetricFamily TargetScore = Gauge(
        "target_score_ratio", ["target"], "Readiness of the target, 0 to 1.",
        "The score of the report divided by 100. Missing where nothing was assessed, and after `staleAfter` without an answer.", "{target=\"orders\"} 0.825");

    internal static readonly MetricFamily TargetPolls = Counter(
        "target_polls_total", ["target"], "Polls of the target, failed ones included.", string.Empty, "{target=\"orders\"} 1204");

    internal static readonly MetricFamily TargetPollFailures = Counter(
        "target_poll_failures_total", ["target", "reason"], "Polls at which the cluster did not answer, by reason.",
        "`reason` is one of `timeout`, `dns`, `connection`, `tls`, `unauthorized`, `forbidden`, `http4xx`, `http5xx`, `redirect`, `bad_payload`, `too_large`, `leader_election`, `circuit_open`, `not_flink`, `cancelled`.",
        "{target=\"orders\",reason=\"timeout\"} 3");

    internal static readonly MetricFamily TargetRequests = Counter(
        "target_requests_total", ["target", "endpoint"], "Requests sent to the target, by endpoint.",
        "`endpoint` is a template. A request that was tried again counts once.", "{target=\"orders\",endpoint=\"/jobs/:jobid\"} 20140");

    internal static readonly MetricFamily TargetResponseBytes = Counter(
        "target_response_bytes_total", ["target", "endpoint"], "Bytes of answers read from the target, by endpoint.",
        "After decompression.", "{target=\"orders\",endpoint=\"/jobs/:jobid\"} 90123456");

    internal static readonly MetricFamily RuleInfo = Gauge(
        "rule_info", ["rule", "severity", "category", "help_url", "title"], "Always 1; a rule as shipped.",
        "`severity` is the one as shipped, whatever the configuration says. `help_url` is a path of this program unless `docsBaseUrl` or `web.publicUrl` is set. `title` says in a few words what would be right.",
        "{rule=\"ha-enabled\",severity=\"critical\",category=\"availability\",help_url=\"/rules/ha-enabled\",title=\"High availability is enabled\"} 1");

    internal static readonly MetricFamily Violation = Gauge(
        "violation", ["target", "job_name", "rule", "severity"], "Affected resources of a violated rule; no series while it holds or is waived.",
        "At least 1; waived resources are not counted. One series a rule, at the check's severity. Rules about a cluster carry `job_name=\"\"`, rules about the configuration and about several targets `target=\"\"` as well. While the target is down the series stay as they were.",
        "{target=\"orders\",job_name=\"enrich\",rule=\"operator-uid\",severity=\"critical\"} 3");

    internal static readonly MetricFamily Violations = Gauge(
        "violations", ["target", "severity"], "Affected resources of all violated rules, by severity.",
        "The sum of `flinkready_violation`, as it would be without caps. 0 is exported. Missing until the target answered for the first time. While the target is down it stays as it was.",
        "{target=\"orders\",severity=\"critical\"} 3");

    internal static readonly MetricFamily WaivedViolation = Gauge(
        "waived_violation", ["target", "job_name", "rule"], "Affected resources whose violation is waived.",
        "At least 1. While the target is down the series stay as they were.", "{target=\"orders\",job_name=\"legacy\",rule=\"operator-uid\"} 2");

    internal static readonly MetricFamily Checks = Gauge(
        "checks", ["target", "status"], "Verdicts, by status.",
        "`status` is one of `pass`, `fail`, `waived`, `unknown`, `not_applicable`. A verdict per rule and job name.", "{target=\"orders\",status=\"pass\"} 40");

    internal static readonly MetricFamily NotAssessed = Gauge(
        "not_assessed", ["target", "job_name", "rule", "reason"], "Always 1; a check that could not be decided.",
        "`reason` is one of `unread`, `undecidable`, `needs_history`.", "{target=\"orders\",job_name=\"enrich\",rule=\"checkpoint-progress\",reason=\"unread\"} 1");

    internal static readonly MetricFamily JobInfo = Gauge(
        "job_info", ["target", "job_name", "job_id", "job_type", "state"], "Always 1; a job that the cluster lists.",
        "The one metric with a job id. `job_type` and `state` are Flink's own words; `job_type` is empty where it could not be read.",
        "{target=\"orders\",job_name=\"enrich\",job_id=\"fd72014d4c864993a2e5a9287b4a9c5d\",job_type=\"STREAMING\",state=\"RUNNING\"} 1");

    internal static readonly MetricFamily JobScore = Gauge(
        "job_score_ratio", ["target", "job_name"], "Readiness of a job, 0 to 1.",
        "The smallest one where several jobs have the name.", "{target=\"orders\",job_name=\"enrich\"} 0.9");

    internal static readonly MetricFamily JobOperators = Gauge(
        "job_operators", ["target", "job_name", "uid"], "Operators that can have a uid, by what is proven about it.",
        "`uid` is one of `auto` (none), `declared`, `explicit`, `undecided`. The sum where several jobs have the name. Missing where the job's graph was not judged.",
        "{target=\"orders\",job_name=\"enrich\",uid=\"auto\"} 3");

    internal static readonly MetricFamily JobOperatorInfo = Gauge(
        "job_operator_info", ["target", "job_name", "vertex", "operator", "uid"], "Always 1; an operator that can have a uid and has none.",
        "Only where `exportOperators` is set, and within `maxSeriesPerTarget`, behind violations. `uid` is `auto`. One series for operators of one name in one vertex.",
        "{target=\"orders\",job_name=\"enrich\",vertex=\"Source: orders -> Map\",operator=\"Map\",uid=\"auto\"} 1");

    internal static readonly MetricFamily JobHeadroom = Gauge(
        "job_max_parallelism_headroom_ratio", ["target", "job_name"], "Smallest max parallelism / parallelism over the keyed vertices.",
        "The smallest one where several jobs have the name. Missing for jobs without keyed vertices.", "{target=\"orders\",job_name=\"enrich\"} 32");

    internal static readonly MetricFamily JobLastCompleted = Gauge(
        "job_checkpoint_last_completed_timestamp_seconds", ["target", "job_name"], "When the latest completed checkpoint was acknowledged.",
        "The earliest one where several jobs have the name. Missing until there is one.", "{target=\"orders\",job_name=\"enrich\"} 1767323040.5");

    internal static readonly MetricFamily JobStateBytes = Gauge(
        "job_checkpoint_state_bytes", ["target", "job_name"], "Full size of the latest completed checkpoint.",
        "The sum where several jobs have the name.", "{target=\"orders\",job_name=\"enrich\"} 1048576");

    internal static readonly MetricFamily JobMetadataBytes = Gauge(
        "job_checkpoint_metadata_bytes", ["target", "job_name"], "Size of the `_metadata` of a checkpoint of the job.",
        "As it was when it was read as a witness; see [operator identity](operator-identity.md). The sum where several jobs have the name. Missing where it was not read.",
        "{target=\"orders\",job_name=\"enrich\"} 4236");

    internal static readonly MetricFamily OperatorIdsReads = Counter(
        "operator_ids_reads_total", ["target", "result"], "Questions to Prometheus for a job's operators, by what came of them.",
        "`result` is one of `whole`, `partial`, `empty`, `foreign`, `failed`. 0 is exported, also where no Prometheus is configured.",
        "{target=\"orders\",result=\"whole\"} 12");

    internal static readonly MetricFamily MetadataReads = Counter(
        "metadata_reads_total", ["target", "result"], "Attempts to read the `_metadata` of a job's checkpoint, by what came of them.",
        "`result` is one of `read`, `gone`, `denied`, `too_large`, `bad`, `not_addressable`, `not_configured`, `failed`. `gone` is no error: Flink deletes a checkpoint when the next one completes. 0 is exported.",
        "{target=\"orders\",result=\"read\"} 12");

    internal static readonly MetricFamily MetadataBytes = Counter(
        "metadata_bytes_total", ["target"], "Bytes read of checkpoints' `_metadata`.", "What was jumped over is not among them.", "{target=\"orders\"} 50832");

    internal static readonly MetricFamily WitnessContradictions = Counter(
        "witness_contradictions_total", ["target", "witness"], "Times a witness came to say the opposite of what REST proves of a job's operators.",
        "`witness` is `checkpoint` or `prometheus`. The operators of that job are undecided as long as it lasts. 0 is exported.", "{target=\"orders\",witness=\"checkpoint\"} 0");

    internal static readonly MetricFamily JobOperatorChanges = Gauge(
        "job_operator_changes", ["target", "job_name", "kind"], "Operators of a job's run beside the run before, by what became of them.",
        "`kind` is one of `kept` (the same id), `lost` (its state was dropped at the restore), `moved` (another id than before), `new`. The sum where several jobs have the name. Missing where no run before is known.",
        "{target=\"orders\",job_name=\"enrich\",kind=\"lost\"} 1");

    internal static readonly MetricFamily JobStateDropped = Gauge(
        "job_state_dropped_bytes", ["target", "job_name"], "State that was dropped when the job was last restored.",
        "0 where none was. Missing where that is not known. The sum where several jobs have the name.", "{target=\"orders\",job_name=\"enrich\"} 5560");

    internal static readonly MetricFamily RunsLinked = Counter(
        "runs_linked_total", ["target", "how"], "Runs of jobs that were linked to the run before.",
        "`how` is one of `state` (restored from it), `resource` (the same deployment or job id), `name` (name and graph).", "{target=\"orders\",how=\"state\"} 4");

    internal static readonly MetricFamily WaiverExpiry = Gauge(
        "waiver_expiry_timestamp_seconds", ["rule", "owner"], "End of the last day of the waiver that ends first.",
        "In UTC.", "{rule=\"operator-uid\",owner=\"team-orders\"} 1806537600");

    internal static readonly MetricFamily ReloadSuccessful = Gauge(
        "config_last_reload_successful", [], "1 if the configuration was accepted when it was last read, else 0.",
        "While it is 0 the one before stays in force.", " 1");

    internal static readonly MetricFamily ReloadSuccess = Gauge(
        "config_last_reload_success_timestamp_seconds", [], "When the configuration in force was read.", string.Empty, " 1767323000");

    internal static readonly MetricFamily SeriesDropped = Gauge(
        "series_dropped", ["target"], "Series left out because of maxSeriesPerTarget or maxJobs.",
        "`maxSeriesPerTarget` bounds `violation`, `waived_violation`, `not_assessed` and `job_operator_info` together, `maxJobs` the jobs with `job_*` series. The most severe are kept, then by name.",
        "{target=\"orders\"} 0");

    internal static readonly MetricFamily RuleErrors = Counter(
        "rule_errors_total", ["rule"], "Times a rule failed on what it was given.",
        "A defect of the program: its verdict is unknown then, nothing else is lost. Missing for rules that never did.", "{rule=\"ha-enabled\"} 1");

    internal static readonly MetricFamily Changes = Counter(
        "changes_total", ["target", "kind"], "What changed between two polls, as the page of changes lists it.",
        "`kind` is `check` (a verdict), `job`, `target`, `operator` (another than in the run before), or `configuration`, which has `target=\"\"` as verdicts on the configuration and the fleet have. What a target or a job brings along is one change.",
        "{target=\"orders\",kind=\"check\"} 4");

    internal static readonly MetricFamily HistoryWriteFailures = Counter(
        "history_write_failures_total", ["file"], "Writes into history.folder that came to nothing.",
        "`file` is `runs`, `changes` or `state`. Watching goes on; what was not written is lost with the process. Missing where `history.folder` is not set.", "{file=\"runs\"} 0");

    internal static readonly MetricFamily HistoryLinesSkipped = Counter(
        "history_lines_skipped_total", ["file"], "Lines of a file of history.folder that could not be read.",
        "Each costs itself alone. Missing where `history.folder` is not set.", "{file=\"runs\"} 0");

    internal static readonly MetricFamily KubernetesResourceInfo = Gauge(
        "kubernetes_resource_info", ["target", "kind", "k8s_namespace", "name", "lifecycle_state", "job_manager_status", "upgrade_mode"],
        "Always 1; a resource of Kubernetes that says something of a target.",
        "Also of suspended deployments, which have no other series but `target_expected`. `lifecycle_state` and `job_manager_status` are the operator's own words; `upgrade_mode` is `stateless` where the resource names none.",
        "{target=\"orders.pricing\",kind=\"FlinkDeployment\",k8s_namespace=\"orders\",name=\"pricing\",lifecycle_state=\"STABLE\",job_manager_status=\"READY\",upgrade_mode=\"savepoint\"} 1");

    internal static readonly MetricFamily KubernetesWatchUp = Gauge(
        "kubernetes_watch_up", ["kind", "k8s_namespace"], "1 while the resources of a kind are seen as they are, else 0.",
        "While it is 0 the targets that were found stay. `k8s_namespace` is empty for a watch over all namespaces. 0 also where rights or the CRD are missing: the log names them.",
        "{kind=\"FlinkDeployment\",k8s_namespace=\"orders\"} 1");

    internal static readonly MetricFamily KubernetesRelists = Counter(
        "kubernetes_watch_relists_total", [], "How often all resources of a kind were listed again.", "The first list is not counted. Every half an hour is usual.", " 3");

    internal static readonly MetricFamily KubernetesEvents = Counter(
        "kubernetes_watch_events_total", ["kind", "type"], "Events of watches.", "`type` is one of `added`, `modified`, `deleted`.", "{kind=\"FlinkDeployment\",type=\"modified\"} 17");

    internal static readonly MetricFamily KubernetesFailures = Counter(
        "kubernetes_request_failures_total", ["reason"], "Requests to the API server that failed, by reason.",
        "`reason` is one of `connection`, `dns`, `tls`, `timeout`, `credentials`, `unauthorized`, `forbidden`, `not_found`, `gone`, `too_many_requests`, `http4xx`, `http5xx`, `bad_payload`, `too_large`. Missing for reasons that never were.",
        "{reason=\"forbidden\"} 3");

    internal static readonly MetricFamily ShardInfo = Gauge(
        "shard_info", ["ordinal", "total"], "Always 1; which part of the targets this replica looks at.",
        "Missing where it looks at all of them. `total` differs between replicas only while it is being changed.", "{ordinal=\"0\",total=\"3\"} 1");

    internal static readonly MetricFamily DiscoveredTargets = Gauge(
        "discovered_targets", ["kind"], "Targets that were found, by the kind of resource.", "Suspended ones included.", "{kind=\"FlinkDeployment\"} 12");

    /// <summary>Every metric of the contract, in the order of the page.</summary>
    public static IReadOnlyList<MetricFamily> All => Families;

    private static MetricFamily Gauge(string name, string[] labels, string help, string notes, string example) =>
        Add(name, MetricType.Gauge, labels, help, notes, example);

    private static MetricFamily Counter(string name, string[] labels, string help, string notes, string example) =>
        Add(name, MetricType.Counter, labels, help, notes, example);

    private static MetricFamily Add(string name, MetricType type, string[] labels, string help, string notes, string example)
    {
        var full = "flinkready_" + name;
        var family = new MetricFamily(full, type, help, labels, notes, full + example)
        {
            Index = Families.Count,
            IsRouted = Routed.Contains(name) || name.StartsWith("job_", StringComparison.Ordinal),
        };
        Families.Add(family);
        return family;
    }
}

namespace FlinkReady.Deploy.Tests.Dashboards;

/// <summary>The metrics that dashboards and alerts may use, with the labels that each has.</summary>
public static class MetricList
{
    /// <summary>Labels that Prometheus gives every scraped series.</summary>
    public static readonly string[] ScrapeLabels = ["job", "instance"];

    /// <summary>Each metric with its own labels.</summary>
    public static IReadOnlyDictionary<string, string[]> Labels { get; } = new Dictionary<string, string[]>
    {
        ["flinkready_build_info"] = ["version", "revision"],
        ["flinkready_target_up"] = ["target"],
        ["flinkready_target_info"] = ["target", "url", "flink_version"],
        ["flinkready_target_last_success_timestamp_seconds"] = ["target"],
        ["flinkready_target_poll_duration_seconds"] = ["target"],
        ["flinkready_target_score_ratio"] = ["target"],
        ["flinkready_target_polls_total"] = ["target"],
        ["flinkready_target_poll_failures_total"] = ["target", "reason"],
        ["flinkready_target_requests_total"] = ["target", "endpoint"],
        ["flinkready_target_response_bytes_total"] = ["target", "endpoint"],
        ["flinkready_rule_info"] = ["rule", "severity", "category", "help_url"],
        ["flinkready_violation"] = ["target", "job_name", "rule", "severity"],
        ["flinkready_violations"] = ["target", "severity"],
        ["flinkready_waived_violation"] = ["target", "job_name", "rule"],
        ["flinkready_checks"] = ["target", "status"],
        ["flinkready_not_assessed"] = ["target", "job_name", "rule", "reason"],
        ["flinkready_job_info"] = ["target", "job_name", "job_id", "job_type", "state"],
        ["flinkready_job_score_ratio"] = ["target", "job_name"],
        ["flinkready_job_operators"] = ["target", "job_name", "uid"],
        ["flinkready_job_max_parallelism_headroom_ratio"] = ["target", "job_name"],
        ["flinkready_job_checkpoint_last_completed_timestamp_seconds"] = ["target", "job_name"],
        ["flinkready_job_checkpoint_state_bytes"] = ["target", "job_name"],
        ["flinkready_waiver_expiry_timestamp_seconds"] = ["rule", "owner"],
        ["flinkready_config_last_reload_successful"] = [],
        ["flinkready_config_last_reload_success_timestamp_seconds"] = [],
        ["flinkready_series_dropped"] = ["target"],
        ["process_resident_memory_bytes"] = [],
        ["process_cpu_seconds_total"] = [],
    };
}

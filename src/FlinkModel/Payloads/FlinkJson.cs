using System.Text.Json.Serialization;

namespace FlinkReady.FlinkModel.Payloads;

/// <summary>
/// Source-generated readers of Flink's answers. Unknown fields are skipped; a member is null where the answer lacks the field, or has a
/// number there that is out of its range: neither is ever mistaken for a zero or a false. Only what names a thing (an id, a name, a key)
/// must be there. The JSON names stand in each payload's <c>Field</c>, which is where evidence takes them from.
/// </summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(DashboardConfiguration))]
[JsonSerializable(typeof(ClusterOverview))]
[JsonSerializable(typeof(IReadOnlyList<ConfigurationEntry>))]
[JsonSerializable(typeof(TaskManagerList))]
[JsonSerializable(typeof(JobIdList))]
[JsonSerializable(typeof(JobsOverview))]
[JsonSerializable(typeof(JobDetails))]
[JsonSerializable(typeof(JobConfig))]
[JsonSerializable(typeof(JobExceptions))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, VertexResourceRequirements>))]
[JsonSerializable(typeof(CheckpointConfig))]
[JsonSerializable(typeof(CheckpointStatistics))]
[JsonSerializable(typeof(CheckpointDetails))]
[JsonSerializable(typeof(ApplicationList))]
[JsonSerializable(typeof(ApplicationExceptions))]
[JsonSerializable(typeof(IReadOnlyList<JobMetric>))]
[JsonSerializable(typeof(IReadOnlyList<AggregatedMetric>))]
[JsonSerializable(typeof(PlanBody))]
public sealed partial class FlinkJson : JsonSerializerContext;

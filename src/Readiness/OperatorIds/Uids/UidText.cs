using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Hashing;

namespace FlinkReady.Readiness.OperatorIds.Uids;

/// <summary>A text that may be an operator's uid.</summary>
/// <param name="Text">The text.</param>
/// <param name="Hash">Its hash: the operator's id, if it is.</param>
/// <param name="Source">Where it comes from.</param>
internal readonly record struct UidText(string Text, OperatorHash Hash, UidSource Source);

using System.Text;
using FlinkReady.Witnesses.Contents;
using FlinkReady.Witnesses.Prometheus;

namespace FlinkReady.Witnesses.Tests.Prometheus;

public sealed class QueryAnswerTests
{
    private static readonly string Id = new('a', 32);

    [Fact]
    public void Rows_that_name_no_operator_or_no_vertex_are_left_out()
    {
        var rows = Read($$$"""
            {"data":{"result":[{"metric":{"operator_id":"{{{Id}}}","task_id":"{{{Id}}}"},"value":[1,"1"]},{"metric":{"task_id":"{{{Id}}}"}},{"metric":{"operator_id":"{{{Id}}}"}},
            {"metric":{"operator_id":"no id","task_id":"{{{Id}}}"}},{"metric":{}}],"resultType":"vector","stats":{"x":[1]}},"warnings":["w"],"status":"success"}
            """);
        Assert.Equal([new OperatorRow(Id, Id, null)], rows);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html></html>")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"status\":\"success\"}")]
    [InlineData("{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"1\"]}}")]
    [InlineData("{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":1}]}}")]
    [InlineData("{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":{}")]
    [InlineData("{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}x")]
    [InlineData("{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":{}}}")]
    public void What_is_no_answer_is_no_empty_answer(string body)
    {
        var failure = Assert.Throws<UnreadException>(() => Read(body));
        Assert.Equal(UnreadReason.Failed, failure.Reason);
        Assert.Contains("check the url", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_is_passed_on_in_one_line()
    {
        var failure = Assert.Throws<UnreadException>(() => Read("{\"status\":\"error\",\"errorType\":\"execution\",\"error\":\"query processing\\nwould load too many samples\"}"));
        Assert.Equal("the query failed: query processing would load too many samples", failure.Message);
    }

    [Fact]
    public void More_rows_than_the_limit_are_too_many()
    {
        var rows = string.Join(',', Enumerable.Repeat("{\"metric\":{}}", 4));
        var failure = Assert.Throws<UnreadException>(() => QueryAnswer.Read(Encoding.UTF8.GetBytes($"{{\"status\":\"success\",\"data\":{{\"resultType\":\"vector\",\"result\":[{rows}]}}}}"), 3));
        Assert.Equal(UnreadReason.TooLarge, failure.Reason);
    }

    private static List<OperatorRow> Read(string body) => QueryAnswer.Read(Encoding.UTF8.GetBytes(body), 10);
}

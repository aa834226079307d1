using System.Globalization;
using ServiceBot.Server;
using ServiceBot.Server.Evaluation;

namespace ServiceBot.Tests.Evaluation;

/// <summary>The command on small specs in the field's format.</summary>
public sealed class SpecEvaluationTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("servicebot-specs-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_case_is_right_when_span_and_value_are()
    {
        var spec = Spec("""
            [{"Input":"please call 138 1234 5678","Results":[{"Text":"138 1234 5678","TypeName":"phonenumber","Resolution":{"value":"13812345678"},"Start":12,"End":24}]},
             {"Input":"please call 138 1234 5678","Results":[{"Text":"138 1234 5678","TypeName":"phonenumber","Resolution":{"value":"13812345678"},"Start":11,"End":24}]},
             {"Input":"please call 138 1234 5678","Results":[{"Text":"138 1234 5678","TypeName":"phonenumber","Resolution":{"value":"13812345679"},"Start":12,"End":24}]},
             {"Input":"please call 138 1234 5678","Results":[]}]
            """);

        Columns(spec).Take(4).ShouldBe([4, 0, 1, 25]);
        Lines().Select(line => line.Contains("\"right\":true")).ShouldBe([true, false, false, false]);
    }

    [Fact]
    public void What_the_reference_itself_does_not_read_is_counted_apart()
    {
        var spec = Spec("""
            [{"Input":"20 dollars","NotSupported":"dotnet, java","Results":[{"Text":"20 dollars","TypeName":"currency","Resolution":{"value":"7","unit":"Dollar"},"Start":0,"End":9}]},
             {"Input":"20 dollars","NotSupported":"java","Results":[{"Text":"20 dollars","TypeName":"currency","Resolution":{"value":"20","unit":"Dollar"},"Start":0,"End":9}]}]
            """);

        Columns(spec).Take(4).ShouldBe([1, 1, 1, 100]);
    }

    [Fact]
    public void A_date_counts_from_the_day_that_the_case_names()
    {
        var spec = Spec("""
            [{"Input":"明天送到","Context":{"ReferenceDateTime":"2016-12-31T10:00:00"},"Results":[{"Text":"明天","TypeName":"datetimeV2.date","Start":0,"End":1,"Resolution":{"values":[{"type":"date","value":"2017-01-01"}]}}]}]
            """);

        Columns(spec).Take(4).ShouldBe([1, 0, 1, 100]);
    }

    [Fact]
    public void A_file_that_is_no_spec_is_refused_by_name()
    {
        var file = Spec("{\"Input\":1}");

        Should.Throw<SettingException>(() => Run(file)).Message.ShouldContain(file);
    }

    private string Spec(string json)
    {
        var file = Path.Combine(folder.FullName, "AnyModel.json");
        File.WriteAllText(file, json);
        return file;
    }

    private string Run(string file)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        new SpecEvaluation { Specs = [file], Predictions = Path.Combine(folder.FullName, "found") }.Run(output);
        return output.ToString();
    }

    private List<double> Columns(string file) =>
        Run(file).Split('\n')[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToList();

    private string[] Lines() => File.ReadAllLines(Path.Combine(folder.FullName, "found"));
}

using System.CommandLine;
using ServiceBot.Server.Admin;
using ServiceBot.Server.Evaluation.Dialogues;

namespace ServiceBot.Server.Evaluation;

/// <summary>`servicebot evaluate …`: how well the code that serves customers understands labelled texts, the field's or a company's own.</summary>
internal static class EvaluateCommand
{
    public static Command Create() => new("evaluate", "Measures understanding on labelled texts, one JSON object a line: trains on some files, guesses another, prints how good that is and what it costs.")
    {
        Texts("intent", "Which of the labels a text means; the label oos is out of scope.", isOneWorld: false),
        Texts("emotion", "Which feeling a text shows, of any set of labels.", isOneWorld: true),
        Turns("satisfaction", "How content the customer is at each of their turns (sat, or raters' scores) and at the end (overall).", SatisfactionEvaluation.Run),
        Turns("handoff", "At which turns of a dialogue, of text or of numbers of words, a person should take over (handoff: 1).", HandoffEvaluation.Run),
        Entities(),
    };

    private static Command Turns(string name, string description, Action<IReadOnlyList<string>, string, string?, bool, TextWriter> run)
    {
        var train = new Option<string[]>("--train") { Description = "Files to learn from: a dialogue a line, turns with role and text or tokens.", Required = true, AllowMultipleArgumentsPerToken = true };
        var test = new Option<string>("--test") { Description = "File to guess; its labels are looked at only to count.", Required = true };
        var predictions = new Option<string?>("--predictions") { Description = "File to write the guesses to, one JSON object a line, in the order of the test." };
        var emotion = new Option<string>("--emotion") { Description = "off: without what customers feel, as with Understanding:Emotion=off.", DefaultValueFactory = _ => "on" };
        emotion.AcceptOnlyFromAmong("on", "off");
        var command = new Command(name, description) { train, test, emotion, predictions };
        command.SetAction(parsed => OfflineCommand.RunAsync(_ =>
        {
            run(parsed.GetValue(train)!, parsed.GetValue(test)!, parsed.GetValue(predictions), parsed.GetValue(emotion) != "off", parsed.InvocationConfiguration.Output);
            return Task.FromResult(0);
        }));
        return command;
    }

    private static Command Entities()
    {
        var specs = new Argument<string[]>("spec") { Description = "Specs of recognizers (JSON arrays of cases with Input, Context, Results).", Arity = ArgumentArity.OneOrMore };
        var predictions = new Option<string?>("--predictions") { Description = "File to write what was found to, one JSON object a line, in the order of the specs." };
        var command = new Command("entities", "Which values are found in a text: span and value, by the field's specs of recognizers.") { specs, predictions };
        command.SetAction(parsed => OfflineCommand.RunAsync(_ =>
        {
            new SpecEvaluation { Specs = parsed.GetValue(specs)!, Predictions = parsed.GetValue(predictions) }.Run(parsed.InvocationConfiguration.Output);
            return Task.FromResult(0);
        }));
        return command;
    }

    private static Command Texts(string name, string description, bool isOneWorld)
    {
        var train = new Option<string[]>("--train") { Description = "Files to learn from: fields text, label, lang (zh-Hans, zh-Hant, en).", Required = true, AllowMultipleArgumentsPerToken = true };
        var test = new Option<string>("--test") { Description = "File to guess; its labels are looked at only to count.", Required = true };
        var field = new Option<string>("--field") { Description = "Which field is the label.", DefaultValueFactory = _ => "label" };
        var shots = new Option<int?>("--shots") { Description = "Learn only so many texts of each label, drawn with seed 1." };
        var typos = new Option<int>("--typos") { Description = "Put so many slips (swapped, dropped, doubled characters, seed 1) into every text to guess." };
        var predictions = new Option<string?>("--predictions") { Description = "File to write the guesses to, one JSON object a line, in the order of the test." };
        var command = new Command(name, description) { train, test, field, shots, typos, predictions };
        command.SetAction(parsed => OfflineCommand.RunAsync(_ =>
        {
            new TextEvaluation
            {
                Train = parsed.GetValue(train)!,
                Test = parsed.GetValue(test)!,
                Field = parsed.GetValue(field)!,
                Shots = parsed.GetValue(shots),
                Typos = parsed.GetValue(typos),
                Predictions = parsed.GetValue(predictions),
                IsOneWorld = isOneWorld,
            }.Run(parsed.InvocationConfiguration.Output);
            return Task.FromResult(0);
        }));
        return command;
    }
}

package io.klarion.cli;

import io.klarion.codec.ReferenceJson;
import io.klarion.codec.SampleCheck;
import io.klarion.config.CompiledConfig;
import io.klarion.config.ConfigLoader;
import io.klarion.config.KlarionConfig;
import io.klarion.core.monitor.Diagnosis;
import io.klarion.core.monitor.Diagnosis.Level;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.protocol.SourcePartition;
import io.klarion.report.PrintableText;
import io.klarion.topology.ClusterCheck;
import io.klarion.topology.ResultReaders;
import io.klarion.topology.StartException;
import io.klarion.topology.StreamsSettings;
import io.klarion.topology.StreamsSettings.StartFrom;
import io.klarion.topology.TopicRange;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code klarion doctor}: what would go wrong, before it does. */
@Command(
        name = "doctor",
        description = {
            "Look at the cluster, its topics, permissions and some records, and say what to mend.",
            "",
            "Changes nothing. Ends with exit code 1 when something is found that cannot work."
        })
final class DoctorCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The configuration.")
    private Path config;

    @Option(
            names = "--records",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many records of each topic to look at, the latest. Default: 100.")
    private int records;

    @Override
    public Integer call() {
        CompiledConfig compiled = ConfigLoader.compile(config, System.getenv(), ReferenceJson::read);
        List<Diagnosis> found = new ArrayList<>();
        found.add(Diagnosis.fine("the configuration is one"));
        compiled.config().warnings().forEach(warning -> found.add(Diagnosis.warning(warning)));
        StreamsSettings settings = StreamsSettingsOf.config(compiled.config());
        ClusterCheck cluster = new ClusterCheck(settings, compiled.monitors(), readers(compiled.config(), settings));
        found.addAll(cluster.diagnoses());
        Collection<String> topics = new TreeSet<>();
        if (cluster.isReached()) {
            compiled.monitors().forEach(monitor -> topics.addAll(monitor.topics()));
        }
        topics.forEach(topic -> found.addAll(sample(settings, compiled.monitors(), topic)));
        return print(found);
    }

    private static ResultReaders readers(KlarionConfig config, StreamsSettings settings) {
        return new ResultReaders(
                config.http().console(),
                NotifierSettingsOf.config(config, settings, true).groups());
    }

    private List<Diagnosis> sample(StreamsSettings settings, List<Monitor> monitors, String topic) {
        SampleCheck check = new SampleCheck(
                topic,
                monitors.stream()
                        .filter(monitor -> monitor.topics().contains(topic))
                        .toList());
        try (TopicRange latest = latest(settings, topic)) {
            latest.read(record -> {
                check.add(record.partition(), record.timestamp(), record.value());
                return true;
            });
        } catch (StartException e) {
            return List.of(); // the look at the cluster has said so
        }
        return check.diagnoses();
    }

    private TopicRange latest(StreamsSettings settings, String topic) {
        Map<SourcePartition, Long> from = new HashMap<>();
        Map<SourcePartition, Long> to = new HashMap<>();
        try (TopicRange all = TopicRange.of(settings.kafka(), List.of(topic), StartFrom.EARLIEST, Map.of())) {
            int each = Math.max(1, records / Math.max(1, all.begins().size()));
            to.putAll(all.ends());
            to.forEach((partition, end) -> from.put(partition, Math.max(0, end - each)));
        }
        return TopicRange.of(settings.kafka(), List.of(topic), new StartFrom(StartFrom.Kind.OFFSETS, 0, from), to);
    }

    private int print(List<Diagnosis> found) {
        PrintWriter out = spec.commandLine().getOut();
        for (Diagnosis diagnosis : found) {
            String sign = switch (diagnosis.level()) {
                case FINE -> "✓";
                case WARNING -> "!";
                case PROBLEM -> "✗";
            };
            out.println(sign + " " + PrintableText.of(diagnosis.text()));
        }
        long problems =
                found.stream().filter(each -> each.level() == Level.PROBLEM).count();
        out.println(
                problems == 0 ? "Nothing stands in the way" : problems + (problems == 1 ? " problem" : " problems"));
        out.flush();
        return problems == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}

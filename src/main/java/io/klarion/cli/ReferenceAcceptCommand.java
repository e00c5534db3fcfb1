package io.klarion.cli;

import io.klarion.codec.AlertJson;
import io.klarion.codec.DataFileException;
import io.klarion.codec.ReferenceJson;
import io.klarion.codec.VerdictJson;
import io.klarion.config.CompiledConfig;
import io.klarion.config.ConfigLoader;
import io.klarion.core.alert.Alert;
import io.klarion.core.alert.AlertTransition;
import io.klarion.core.detect.Completeness;
import io.klarion.core.detect.LeaveOneOut;
import io.klarion.core.detect.Verdict;
import io.klarion.core.monitor.JudgedWindows;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.reference.Reference;
import io.klarion.report.ReferenceDifference;
import io.klarion.report.ReferenceTable;
import io.klarion.topology.ReferencePublisher;
import io.klarion.topology.StreamsSettings;
import io.klarion.topology.TopicReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code klarion reference accept}: what an alert is about becomes what windows are compared with. */
@Command(
        name = "accept",
        description = {
            "Make the windows since an alert's onset the monitor's new reference, as after a retraining, and publish it.",
            "",
            "All segments and features of the monitor are taken, from the verdicts. The alerts that fire because of the"
                    + " version before resolve with that reason when the first window under the new one is judged.",
            "",
            "Of several references the one is replaced that the alert's last window was compared with: it fitted best."
        })
final class ReferenceAcceptCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The configuration.")
    private Path config;

    @Option(names = "--alert", required = true, paramLabel = "ID", description = "The alert's id.")
    private String alertId;

    @Option(
            names = "--reference",
            paramLabel = "ID",
            description = "Which of several references is replaced. Default: the one the alert's verdict names.")
    private @Nullable String id;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = InstantText.class,
            description = "Take windows that end here or earlier. Default: all up to now.")
    private @Nullable Instant to;

    @Option(names = "--dry-run", description = "Show what would change, and publish nothing.")
    private boolean dryRun;

    @Option(names = "--out", paramLabel = "REFERENCE", description = "Also write the new reference to a file.")
    private @Nullable Path out;

    @Option(names = "--force", description = "Replace that file when it is there.")
    private boolean force;

    @Override
    public Integer call() {
        CompiledConfig compiled = ConfigLoader.compile(config, System.getenv(), ReferenceJson::read);
        StreamsSettings settings = StreamsSettingsOf.config(compiled.config());
        TopicReader topics = new TopicReader(settings.kafka());
        Alert alert = alert(topics, settings.topics().alerts());
        Monitor monitor = OneMonitor.of(compiled.monitors(), alert.monitor(), spec.commandLine());
        ReferencePublisher publisher = new ReferencePublisher(settings, compiled.monitors(), Clock.systemUTC());
        ReferencesOfAlert named = new ReferencesOfAlert(alert);
        JudgedWindows windows = windows(topics, settings.topics().verdicts(), monitor, named);
        Reference before = publisher.latest(monitor.name(), id == null ? named.last() : id);
        LeaveOneOut.Found found = windows.found(
                before, "windows since alert " + alertId, Clock.systemUTC().millis());
        Reference after = found.reference();
        show(before, after);
        OddWindowLines.of(found.odd(), windows.windows())
                .forEach(spec.commandLine().getOut()::println);
        if (out != null) {
            new NewFile(out, force).write(path -> ReferenceJson.write(path, after));
        }
        PrintWriter text = spec.commandLine().getOut();
        text.println(
                dryRun
                        ? "Nothing is published (--dry-run)"
                        : PublishedText.of(monitor.name(), publisher.publish(monitor.name(), after, Long.MIN_VALUE)));
        text.flush();
        return 0;
    }

    private Alert alert(TopicReader topics, String topic) {
        Map<String, Alert> last = new LinkedHashMap<>();
        topics.read(topic, record -> {
            Alert alert = AlertJson.read(record.value());
            last.put(alert.id(), alert);
        });
        Alert found = last.get(alertId);
        if (found != null) {
            return found;
        }
        String firing = last.values().stream()
                .filter(alert -> alert.state() == AlertTransition.FIRING)
                .map(alert -> alert.id() + " (" + alert.monitor() + ", " + alert.feature() + ")")
                .collect(Collectors.joining(", "));
        throw new DataFileException("--alert: must be an alert on topic " + topic + ", was " + alertId
                + (firing.isEmpty() ? "; none fires" : "; firing are " + firing));
    }

    private JudgedWindows windows(TopicReader topics, String topic, Monitor monitor, ReferencesOfAlert named) {
        JudgedWindows windows = new JudgedWindows(monitor);
        Alert alert = named.alert();
        topics.read(topic, record -> {
            Verdict verdict = VerdictJson.read(record.value());
            named.add(verdict);
            if (verdict.start() >= alert.onsetStart()
                    && verdict.completeness() == Completeness.COMPLETE
                    && (to == null || verdict.end() <= to.toEpochMilli())) {
                windows.add(verdict);
            }
        });
        if (windows.windows() == 0) {
            throw new DataFileException("--alert: must have complete windows since its onset at "
                    + Instant.ofEpochMilli(alert.onsetStart()) + ", had none on topic " + topic);
        }
        return windows;
    }

    private void show(Reference before, Reference after) {
        PrintWriter text = spec.commandLine().getOut();
        text.print(ReferenceTable.text(after));
        text.println("against version " + before.version() + ":");
        text.print(ReferenceDifference.of(before, after, false).text());
        text.flush();
    }
}

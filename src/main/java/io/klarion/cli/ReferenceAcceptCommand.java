package io.klarion.cli;

import io.klarion.codec.AlertJson;
import io.klarion.codec.DataFileException;
import io.klarion.codec.ReferenceJson;
import io.klarion.codec.VerdictJson;
import io.klarion.config.CompiledConfig;
import io.klarion.config.ConfigLoader;
import io.klarion.core.alert.Alert;
import io.klarion.core.detect.LeaveOneOut;
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
import java.util.List;
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
            "All segments and features of the monitor are taken, from the verdicts; of an alert that has resolved, up to"
                    + " then. The alerts that fire because of the"
                    + " version before resolve with that reason when the first window under the new one is judged.",
            "",
            "Of several references the one is replaced that the alert's window was compared with: it fitted best."
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
            description = "Take windows that end here or earlier. Default: all up to now, or until the alert resolved.")
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
        AlertWindows.States alert = alert(topics, settings.topics().alerts());
        Monitor monitor = OneMonitor.of(compiled.monitors(), alert.last().monitor(), spec.commandLine());
        ReferencePublisher publisher = new ReferencePublisher(settings, compiled.monitors(), Clock.systemUTC());
        AlertWindows windows = windows(topics, settings.topics().verdicts(), monitor, alert);
        Reference before = publisher.latest(monitor.name(), replaced(monitor, windows));
        LeaveOneOut.Found found = windows.windows()
                .found(
                        before,
                        "windows since alert " + alertId,
                        Clock.systemUTC().millis());
        Reference after = found.reference();
        show(before, after);
        OddWindowLines.of(found.odd(), windows.windows().windows())
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

    private String replaced(Monitor monitor, AlertWindows windows) {
        List<String> ids =
                monitor.references().stream().map(Reference::id).distinct().toList();
        if (id == null && ids.size() > 1 && windows.reference().isEmpty()) {
            throw new DataFileException("--reference: must be given, as no verdict tells which one alert " + alertId
                    + " is about; one of " + String.join(", ", ids));
        }
        return id != null ? id : ids.size() == 1 ? ids.get(0) : windows.reference();
    }

    private AlertWindows.States alert(TopicReader topics, String topic) {
        Map<String, AlertWindows.States> known = new LinkedHashMap<>();
        topics.read(topic, record -> {
            Alert alert = AlertJson.read(record.value());
            known.merge(alert.id(), AlertWindows.States.of(alert), AlertWindows.States::and);
        });
        AlertWindows.States found = known.get(alertId);
        if (found != null) {
            return found;
        }
        String firing = known.values().stream()
                .filter(alert -> alert.resolved().isEmpty())
                .map(AlertWindows.States::last)
                .map(alert -> alert.id() + " (" + alert.monitor() + ", " + alert.feature() + ")")
                .collect(Collectors.joining(", "));
        throw new DataFileException("--alert: must be an alert on topic " + topic + ", was " + alertId
                + (firing.isEmpty() ? "; none fires" : "; firing are " + firing));
    }

    private AlertWindows windows(TopicReader topics, String topic, Monitor monitor, AlertWindows.States alert) {
        AlertWindows windows = new AlertWindows(monitor, alert, to == null ? Long.MAX_VALUE : to.toEpochMilli());
        topics.read(topic, record -> windows.add(VerdictJson.read(record.value())));
        if (windows.windows().windows() == 0) {
            throw new DataFileException("--alert: must have complete windows since its onset at "
                    + Instant.ofEpochMilli(alert.last().onsetStart()) + ", had none on topic " + topic);
        }
        windows.resolved()
                .ifPresent(time -> spec.commandLine()
                        .getOut()
                        .println("The alert has resolved: windows up to " + Instant.ofEpochMilli(time) + " are taken"));
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

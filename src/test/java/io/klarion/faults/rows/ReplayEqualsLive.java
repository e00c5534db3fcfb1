package io.klarion.faults.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.codec.AlertJson;
import io.klarion.codec.VerdictJson;
import io.klarion.core.alert.Alert;
import io.klarion.core.detect.Completeness;
import io.klarion.core.detect.Verdict;
import io.klarion.faults.Fault;
import io.klarion.faults.Instance;
import io.klarion.faults.JavaProcess;
import io.klarion.faults.Patience;
import io.klarion.faults.Scene;
import io.klarion.shop.Results;
import io.klarion.shop.WindowId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/**
 * An instance dies and comes back; afterwards the topics are replayed. What the replays say of each window that closed
 * live is the same to the byte, but for {@code late}, which tells what was known when the window closed.
 */
public final class ReplayEqualsLive implements Fault {

    private static final int MEANWHILE = 3_000;

    @Override
    public String name() {
        return "replay-equals-live";
    }

    @Override
    public String expected() {
        return "Replays by 1 thread, by 4, and of a dump say the same to the byte; nothing of them stays on the cluster.";
    }

    @Override
    public String happen(Scene scene) {
        Instance victim = scene.instance("a");
        scene.requireAtWork(victim);
        victim.kill();
        scene.load().awaitMore(MEANWHILE);
        victim.start();
        victim.awaitReady();
        scene.requireAtWork(victim);
        return "an instance was killed and came back";
    }

    @Override
    public String lookBack(Scene scene) throws IOException, ExecutionException, InterruptedException {
        Set<String> before = scene.brokers().admin().listTopics().names().get();
        Results results =
                new Results(scene.deployment().applicationId(), scene.brokers().client());
        Map<WindowId, String> verdicts = texts(results.verdicts());
        Collection<String> alerts = alertTexts(results.alerts(), verdicts.keySet());
        requireSame(verdicts, alerts, replay(scene, "one-thread", List.of("--threads", "1")));
        requireSame(verdicts, alerts, replay(scene, "four-threads", List.of("--threads", "4")));
        assertThat(scene.brokers().admin().listTopics().names().get()).isEqualTo(before);
        assertThat(scene.brokers().admin().listGroups().all().get())
                .noneMatch(group -> group.groupId().contains("-replay-"));
        Path dump = scene.directory().resolve("dump.jsonl.gz");
        klarion(scene, "dump", List.of("dump", "--config", config(scene), "--out", dump.toString()));
        requireSame(verdicts, alerts, replay(scene, "from-dump", List.of("--file", dump.toString())));
        return verdicts.size() + " verdicts and " + alerts.size() + " alerts, three times the same";
    }

    private static String config(Scene scene) {
        return scene.directory().resolve("a.yaml").toString();
    }

    private static Path replay(Scene scene, String name, List<String> how) {
        Path out = scene.directory().resolve(name);
        List<String> arguments = new ArrayList<>(List.of("replay", "--config", config(scene), "--out", out.toString()));
        arguments.addAll(how);
        klarion(scene, name, arguments);
        return out;
    }

    private static void klarion(Scene scene, String name, List<String> arguments) {
        JavaProcess process =
                JavaProcess.start(Instance.KLARION, arguments, scene.directory().resolve("replay-" + name));
        assertThat(process.awaitExit(Patience.LONG)).as(process.err()).isZero();
    }

    private static void requireSame(Map<WindowId, String> verdicts, Collection<String> alerts, Path replay)
            throws IOException {
        List<Verdict> again = new ArrayList<>();
        for (String line : Files.readAllLines(replay.resolve("verdicts.jsonl"))) {
            again.add(VerdictJson.read(line.getBytes(StandardCharsets.UTF_8)));
        }
        Map<WindowId, String> texts = texts(again);
        verdicts.forEach((window, text) -> assertThat(texts.get(window))
                .as(replay.getFileName() + ": " + window)
                .isEqualTo(text));
        assertThat(again)
                .filteredOn(verdict -> !verdicts.containsKey(WindowId.of(verdict)))
                .allMatch(verdict -> verdict.completeness() == Completeness.INCOMPLETE || verdict.records() == 0);
        List<Alert> alertsAgain = new ArrayList<>();
        for (String line : Files.readAllLines(replay.resolve("alerts.jsonl"))) {
            alertsAgain.add(AlertJson.read(line.getBytes(StandardCharsets.UTF_8)));
        }
        assertThat(alertTexts(alertsAgain, verdicts.keySet())).isEqualTo(alerts);
    }

    private static Map<WindowId, String> texts(List<Verdict> verdicts) {
        Map<WindowId, Verdict> last = new TreeMap<>();
        verdicts.forEach(verdict ->
                last.merge(WindowId.of(verdict), verdict, (one, two) -> one.revision() > two.revision() ? one : two));
        return last.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> new String(VerdictJson.write(entry.getValue()), StandardCharsets.UTF_8)
                                .replaceFirst("\"late\":\\d+,", ""),
                        (one, two) -> one,
                        TreeMap::new));
    }

    private static Collection<String> alertTexts(List<Alert> alerts, Set<WindowId> windows) {
        Set<String> closed = windows.stream()
                .map(window -> window.monitor() + " " + window.end())
                .collect(Collectors.toSet());
        return alerts.stream()
                .filter(alert -> closed.contains(alert.monitor() + " " + alert.windowEnd()))
                .map(alert -> new String(AlertJson.write(alert), StandardCharsets.UTF_8))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

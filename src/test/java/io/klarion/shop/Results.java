package io.klarion.shop;

import io.klarion.codec.AlertJson;
import io.klarion.codec.VerdictJson;
import io.klarion.core.alert.Alert;
import io.klarion.core.detect.Verdict;
import io.klarion.topology.TopicReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What stands committed on the result topics of an application. */
public final class Results {

    private final String application;
    private final TopicReader reader;

    /** Those of an application on the cluster that these client properties lead to. */
    public Results(String application, Map<String, String> kafka) {
        this.application = application;
        this.reader = new TopicReader(kafka);
    }

    /** Those of an application on a cluster that lets everybody in. */
    public Results(String application, String bootstrapServers) {
        this(application, Map.of("bootstrap.servers", bootstrapServers));
    }

    /** The topic of the verdicts of an application. */
    public static String verdicts(String application) {
        return application + ".verdicts";
    }

    /** The topic of its alerts. */
    public static String alerts(String application) {
        return application + ".alerts";
    }

    /** The topic of the records it rejects. */
    public static String quarantine(String application) {
        return application + ".quarantine";
    }

    /** Every verdict record there is. */
    public List<Verdict> verdicts() {
        return read(verdicts(application)).stream()
                .map(record -> VerdictJson.read(record.value()))
                .toList();
    }

    /** Every alert record there is. */
    public List<Alert> alerts() {
        return read(alerts(application)).stream()
                .map(record -> AlertJson.read(record.value()))
                .toList();
    }

    /** The keys of the quarantine topic, which are coordinates. */
    public List<String> quarantined() {
        return read(quarantine(application)).stream()
                .map(record -> new String(record.key(), StandardCharsets.UTF_8))
                .toList();
    }

    /** What the last revision of each window holds; windows without records are left out. */
    public SortedMap<WindowId, Counted> counted(String monitor) {
        return counted(verdicts(), monitor);
    }

    /** The same of verdicts that were read before. */
    public static SortedMap<WindowId, Counted> counted(List<Verdict> verdicts, String monitor) {
        SortedMap<WindowId, Verdict> last = new TreeMap<>();
        verdicts.stream()
                .filter(verdict -> verdict.monitor().equals(monitor))
                .forEach(verdict -> last.merge(
                        WindowId.of(verdict), verdict, (one, two) -> one.revision() > two.revision() ? one : two));
        SortedMap<WindowId, Counted> counted = new TreeMap<>();
        last.forEach((id, verdict) -> {
            if (verdict.records() > 0) {
                counted.put(id, Counted.of(verdict));
            }
        });
        return counted;
    }

    private List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        reader.read(topic, records::add);
        return records;
    }
}

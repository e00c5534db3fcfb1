package io.klarion.topology;

import io.klarion.codec.AlertJson;
import io.klarion.codec.VerdictJson;
import io.klarion.core.alert.Alert;
import io.klarion.core.detect.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What stands committed on the result topics of an application. */
final class Results {

    private final String application;
    private final TopicReader reader;

    Results(String application, String bootstrapServers) {
        this.application = application;
        this.reader = new TopicReader(Map.of("bootstrap.servers", bootstrapServers));
    }

    /** Every verdict record there is. */
    List<Verdict> verdicts() {
        return read(TestSettings.verdicts(application)).stream()
                .map(record -> VerdictJson.read(record.value()))
                .toList();
    }

    /** Every alert record there is. */
    List<Alert> alerts() {
        return read(TestSettings.alerts(application)).stream()
                .map(record -> AlertJson.read(record.value()))
                .toList();
    }

    /** The keys of the quarantine topic, which are coordinates. */
    List<String> quarantined() {
        return read(TestSettings.quarantine(application)).stream()
                .map(record -> new String(record.key(), StandardCharsets.UTF_8))
                .toList();
    }

    /** What the last revision of each window holds; windows without records are left out. */
    SortedMap<WindowId, Counted> counted(String monitor) {
        SortedMap<WindowId, Verdict> last = new TreeMap<>();
        verdicts().stream()
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

package io.klarion.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.monitor.Diagnosis;
import io.klarion.topology.StreamsSettings.StartFrom;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClusterCheckTest {

    @Test
    void clientPropertiesThatARunWouldRefuseAreAProblem() {
        StreamsSettings settings = TestSettings.with(
                "app",
                Map.of("bootstrap.servers", "127.0.0.1:9", "buffered.records.per.partition", "many"),
                Path.of("state"),
                StartFrom.EARLIEST,
                true);
        ClusterCheck check = new ClusterCheck(settings, List.of(), new ResultReaders(false, List.of()));

        assertThat(check.diagnoses())
                .containsExactly(Diagnosis.problem("kafka: must be usable client properties, was refused: Invalid value"
                        + " many for configuration buffered.records.per.partition: Not a number of type INT"));
        assertThat(check.isReached()).isFalse();
    }
}

package io.klarion.faults;

import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What a row wants to be different from the others before anything starts.
 *
 * @param instances how many instances run from the beginning
 * @param paymentsPartitions partitions of the topic of payments
 * @param patience how long all windows may take to close after the load has ended
 * @param config changes to the configuration every instance is started with, which can be changed in place
 */
public record Plan(
        int instances, int paymentsPartitions, Duration patience, UnaryOperator<Map<String, Object>> config) {

    /** Two instances, two partitions, a minute and a half, nothing changed. */
    public static final Plan DEFAULT = new Plan(2, 2, Duration.ofSeconds(90), UnaryOperator.identity());

    /** The same with another number of instances. */
    public Plan withInstances(int other) {
        return new Plan(other, paymentsPartitions, patience, config);
    }

    /** The same with another number of partitions of payments; all of them are filled. */
    public Plan withPaymentsPartitions(int other) {
        return new Plan(instances, other, patience, config);
    }

    /** The same with more patience, or less. */
    public Plan withPatience(Duration other) {
        return new Plan(instances, paymentsPartitions, other, config);
    }

    /** The same with a client property set, or removed where the value is empty. */
    @SuppressWarnings("unchecked") // the section is made by Deployment, and is such a map
    public Plan withKafka(String property, String value) {
        return new Plan(instances, paymentsPartitions, patience, before -> {
            Map<String, Object> changed = config.apply(before);
            Map<String, Object> kafka = (Map<String, Object>) changed.get("kafka");
            if (kafka != null && value.isEmpty()) {
                kafka.remove(property);
            } else if (kafka != null) {
                kafka.put(property, value);
            }
            return changed;
        });
    }
}

package io.klarion.faults;

import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What a row wants to be different from the others before anything starts.
 *
 * @param instances how many instances run from the beginning
 * @param paymentsPartitions partitions of the topic of payments
 * @param emptyOrders whether the last partition of orders is held back from the beginning
 * @param idleAfter how long a partition must be quiet to be idle
 * @param config changes to the configuration every instance is started with, which can be changed in place
 */
public record Plan(
        int instances,
        int paymentsPartitions,
        boolean emptyOrders,
        Duration idleAfter,
        UnaryOperator<Map<String, Object>> config) {

    /** Two instances, two partitions, none empty, idle after an hour, nothing changed. */
    public static final Plan DEFAULT = new Plan(2, 2, false, Duration.ofHours(1), UnaryOperator.identity());

    /** The same with another number of instances. */
    public Plan withInstances(int other) {
        return new Plan(other, paymentsPartitions, emptyOrders, idleAfter, config);
    }

    /** The same with another number of partitions of payments; all of them are filled. */
    public Plan withPaymentsPartitions(int other) {
        return new Plan(instances, other, emptyOrders, idleAfter, config);
    }

    /** The same with partitions that are idle when they are quiet for so long. */
    public Plan withIdleAfter(Duration after) {
        return new Plan(instances, paymentsPartitions, emptyOrders, after, config);
    }

    /** The same with partitions that are idle when they are quiet for so long; one is empty from the beginning. */
    public Plan withIdlePartitions(Duration after) {
        return new Plan(instances, paymentsPartitions, true, after, config);
    }

    /** The same with one more change to the configuration. */
    public Plan with(UnaryOperator<Map<String, Object>> change) {
        return new Plan(
                instances, paymentsPartitions, emptyOrders, idleAfter, before -> change.apply(config.apply(before)));
    }

    /** The same with a client property set, or removed where the value is empty. */
    @SuppressWarnings("unchecked") // the section is made by Deployment, and is such a map
    public Plan withKafka(String property, String value) {
        return with(changed -> {
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

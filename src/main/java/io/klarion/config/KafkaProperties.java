package io.klarion.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Client properties for Kafka. {@code toString} masks secrets; {@link #toMap} does not. Immutable. */
public final class KafkaProperties {

    private final Map<String, String> values;
    private final Map<String, String> masked;

    KafkaProperties(Map<String, String> values, Secrets secrets) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        Map<String, String> shown = new LinkedHashMap<>();
        values.forEach((key, value) -> shown.put(key, Secrets.isSecretName(key) ? Secrets.MASK : secrets.mask(value)));
        this.masked = Collections.unmodifiableMap(shown);
    }

    /** The properties as the clients need them. Contains secrets: never print it. */
    public Map<String, String> toMap() {
        return values;
    }

    /** The properties with secrets masked. */
    public Map<String, String> masked() {
        return masked;
    }

    @Override
    public boolean equals(Object that) {
        return that instanceof KafkaProperties properties && values.equals(properties.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return masked.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}

package io.klarion.fuzz;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** All that is fuzzed. */
final class Targets {

    private static final Map<String, Supplier<FuzzTarget>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("record", RecordTarget::new);
        ALL.put("config", ConfigTarget::new);
        ALL.put("message", MessageTarget::new);
        ALL.put("state", StateTarget::new);
        ALL.put("reference", ReferenceTarget::new);
        ALL.put("verdict", VerdictTarget::new);
        ALL.put("alert", AlertTarget::new);
        ALL.put("csv", () -> new FileTarget("csv"));
        ALL.put("jsonl", () -> new FileTarget("jsonl"));
        ALL.put("csv.gz", () -> new FileTarget("csv.gz"));
    }

    private Targets() {}

    static Stream<String> names() {
        return ALL.keySet().stream();
    }

    static FuzzTarget named(String name) {
        return ALL.getOrDefault(name, () -> {
                    throw new IllegalArgumentException("target: must be one of " + ALL.keySet() + ", was " + name);
                })
                .get();
    }
}

package io.klarion.config;

import io.klarion.core.monitor.EventTimeSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rules between the parts of a configuration. */
final class CrossChecks {

    private final KlarionConfig config;
    private final Section section;

    private CrossChecks(KlarionConfig config, Section section) {
        this.config = config;
        this.section = section;
    }

    /** Reports to {@code section}, the document, what does not go together. */
    static void check(KlarionConfig config, Section section) {
        CrossChecks checks = new CrossChecks(config, section);
        if (section.size("monitors") == 0) {
            section.problem("monitors", "hold at least one monitor", "an empty list");
        }
        checks.monitorNames();
        checks.ownTopics();
        checks.eventTimes();
    }

    private void monitorNames() {
        Map<String, Integer> first = new HashMap<>();
        for (int i = 0; i < config.monitors().size(); i++) {
            String name = config.monitors().get(i).name();
            Integer before = name.isEmpty() ? null : first.putIfAbsent(name, i);
            if (before != null) {
                section.problem("monitors[" + i + "].name", "differ from monitors[" + before + "].name", name);
            }
        }
    }

    private void ownTopics() {
        Map<String, String> own = new LinkedHashMap<>();
        TopicsConfig topics = config.topics();
        List<Map.Entry<String, String>> named = new ArrayList<>(List.of(
                Map.entry("topics.verdicts", topics.verdicts()),
                Map.entry("topics.alerts", topics.alerts()),
                Map.entry("topics.quarantine", topics.quarantine())));
        topics.references().ifPresent(references -> named.add(Map.entry("topics.references", references)));
        for (Map.Entry<String, String> topic : named) {
            String before = own.putIfAbsent(topic.getValue(), topic.getKey());
            if (before != null) {
                section.problem(topic.getKey(), "differ from " + before, topic.getValue());
            }
        }
        eachTopic((path, topic, monitor) -> {
            if (own.containsKey(topic)) {
                section.problem(path, "differ from " + own.get(topic), topic);
            }
        });
    }

    /* Stage 1 reads a topic once, so all its monitors share one notion of event time. */
    private void eventTimes() {
        Map<String, Integer> first = new HashMap<>();
        eachTopic((path, topic, monitor) -> {
            int before = first.computeIfAbsent(topic, unseen -> monitor);
            EventTimeSpec here = config.monitors().get(monitor).eventTime();
            if (!here.equals(config.monitors().get(before).eventTime())) {
                section.problem(
                        "monitors[" + monitor + "].event-time",
                        "equal monitors[" + before + "].event-time, since both read " + topic,
                        shown(here));
            }
        });
    }

    private interface TopicVisitor {
        void visit(String path, String topic, int monitor);
    }

    private void eachTopic(TopicVisitor visitor) {
        for (int i = 0; i < config.monitors().size(); i++) {
            List<String> topics = config.monitors().get(i).source().topics();
            for (int t = 0; t < topics.size(); t++) {
                visitor.visit("monitors[" + i + "].source.topics[" + t + "]", topics.get(t), i);
            }
        }
    }

    private static String shown(EventTimeSpec time) {
        return "field " + (time.field().isEmpty() ? "(record timestamp)" : time.field()) + ", unit "
                + Scalar.key(time.unit()) + ", out-of-orderness "
                + DurationText.of(Duration.ofMillis(time.outOfOrderness()))
                + ", max-lead " + DurationText.of(Duration.ofMillis(time.maxLead()));
    }
}

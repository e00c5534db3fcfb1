package io.klarion.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The topics an application counts, by the ids that the cluster gives them. A topic that was deleted and made again
 * under the same name has another id; its offsets begin anew, and counting on would skip or double records.
 */
record TopicIds(SortedMap<String, String> ids) {

    /** Of no topic. */
    static final TopicIds NONE = new TopicIds(new TreeMap<>());

    TopicIds {
        ids = new TreeMap<>(ids);
    }

    /** What is wrong when these topics take the place of those counted so far; empty when they are the same. */
    Optional<String> differenceFrom(Map<String, String> counted) {
        List<String> recreated = new ArrayList<>();
        ids.forEach((topic, id) -> {
            String before = counted.getOrDefault(topic, id);
            if (!before.equals(id)) {
                recreated.add(topic + " (id " + before + " → " + id + ")");
            }
        });
        return recreated.isEmpty()
                ? Optional.empty()
                : Optional.of(message("recreated: " + String.join(", ", recreated)));
    }

    /** The sentence for a topic that is not the one counted so far. */
    static String message(String what) {
        return "topics: must be the ones this application-id has counted so far, was " + what
                + "; start again under another application-id";
    }

    /**
     * Compares with what a task has stored, and stores what is new.
     *
     * @throws StartException when a topic was recreated
     */
    void requireSameAs(StreamState state) {
        SortedMap<String, String> counted = state.topicIds();
        differenceFrom(counted).ifPresent(message -> {
            throw new StartException(message);
        });
        SortedMap<String, String> all = new TreeMap<>(counted);
        all.putAll(ids);
        if (!all.equals(counted)) {
            state.putTopicIds(all);
        }
    }
}

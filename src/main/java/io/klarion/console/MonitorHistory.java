package io.klarion.console;

import io.klarion.core.detect.ReferenceName;
import io.klarion.core.detect.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is known of one monitor beside its series. Single-threaded. */
final class MonitorHistory {

    private static final int REFERENCES = 50;

    private final String name;
    private final TreeMap<Long, Long> startsByEnd = new TreeMap<>();
    private final Map<ReferenceName, ReferenceUse> references = new LinkedHashMap<>();
    private final int most;
    private long records;
    private long late;

    MonitorHistory(String name, int most) {
        this.name = name;
        this.most = most;
    }

    void add(Verdict window) {
        startsByEnd.put(window.end(), window.start());
        while (startsByEnd.size() > most) {
            startsByEnd.pollFirstEntry();
        }
        if (window.part() == 0 && window.revision() == 0) {
            records += window.records();
            late += window.late();
        }
        ReferenceName version = new ReferenceName(
                window.reference().id(),
                window.reference().version(),
                window.reference().digest());
        if (!version.equals(ReferenceName.NONE)) {
            references.merge(version, ReferenceUse.first(version, window.start(), window.end()), ReferenceUse::with);
            if (references.size() > REFERENCES) {
                references.remove(references.keySet().iterator().next());
            }
        }
    }

    MonitorView view() {
        return new MonitorView(
                name,
                new ArrayList<>(startsByEnd.values()),
                new ArrayList<>(startsByEnd.keySet()),
                records,
                late,
                List.copyOf(references.values()));
    }
}

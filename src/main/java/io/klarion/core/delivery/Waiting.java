package io.klarion.core.delivery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Records of one monitor and one kind that wait to be told together. Not thread-safe. */
final class Waiting {

    /**
     * @param monitor the monitor
     * @param kind FIRING or RESOLVED
     */
    record Group(String monitor, PageKind kind) {}

    private final Group group;
    private final long until;
    private final Map<String, Taken> last = new LinkedHashMap<>();
    private final List<Mark> marks = new ArrayList<>();

    Waiting(Group group, long until) {
        this.group = group;
        this.until = until;
    }

    /** When waiting is over. */
    long until() {
        return until;
    }

    /** Adds a record, which takes the place of an earlier one of the same alert. */
    void add(Taken taken, boolean isNew) {
        last.remove(taken.alert().id());
        last.put(taken.alert().id(), taken);
        if (isNew) {
            marks.add(taken.mark());
        }
    }

    boolean has(String id) {
        return last.containsKey(id);
    }

    int size() {
        return last.size();
    }

    List<Mark> marks() {
        return marks;
    }

    /** One page when there are at least {@code groupFrom}, else one each; the records all go with the last. */
    List<Page> pages(int groupFrom) {
        if (last.size() >= groupFrom) {
            return List.of(Page.of(group.kind(), List.copyOf(last.values()), marks, 0));
        }
        List<Page> pages = new ArrayList<>();
        for (Taken taken : last.values()) {
            boolean isLast = pages.size() == last.size() - 1;
            pages.add(Page.of(group.kind(), List.of(taken), isLast ? marks : List.of(), 0));
        }
        return pages;
    }
}

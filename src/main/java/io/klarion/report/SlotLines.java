package io.klarion.report;

import io.klarion.core.reference.Population;
import io.klarion.core.window.Slot;
import io.klarion.core.window.SlotCalendar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which slots of a reference's calendar have counts of their own, and what the others are compared with. */
record SlotLines(SlotCalendar calendar, Population population) {

    private static final int NAMED = 8;
    private static final String POOLED = "all records";

    /** The lines, each indented and ended. */
    String text(String indent) {
        List<Slot> all = calendar.kind().all();
        SortedMap<String, List<String>> thin = new TreeMap<>();
        long least = Long.MAX_VALUE;
        long most = 0;
        int own = 0;
        for (Slot slot : all) {
            Population counts = population.slots().get(slot);
            if (counts == null) {
                thin.computeIfAbsent(backedOff(slot), any -> new ArrayList<>()).add(slot.key());
            } else {
                own++;
                least = Math.min(least, counts.records());
                most = Math.max(most, counts.records());
            }
        }
        String sizes = own == 0 ? "" : ", of " + Figures.count(least) + " to " + Figures.count(most) + " records";
        return indent + "slots by " + calendar.kind().key() + " in "
                + PrintableText.of(calendar.zone().getId()) + ": " + own + " of " + all.size()
                + " have counts of their own" + sizes + "\n"
                + thin.entrySet().stream()
                        .map(entry -> indent + "  " + named(entry) + "\n")
                        .collect(Collectors.joining());
    }

    private String backedOff(Slot slot) {
        return calendar.kind().chain().stream()
                .map(slot::within)
                .filter(wider -> population.slots().containsKey(wider))
                .map(Slot::key)
                .findFirst()
                .orElse(POOLED);
    }

    private static String named(Map.Entry<String, List<String>> entry) {
        List<String> slots = entry.getValue();
        int more = slots.size() - NAMED;
        return slots.size() + " without enough windows, compared with " + entry.getKey() + ": "
                + String.join(", ", slots.subList(0, Math.min(NAMED, slots.size())))
                + (more > 0 ? " and " + more + " more" : "");
    }
}

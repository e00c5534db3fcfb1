package io.klarion.core.delivery;

import io.klarion.core.alert.Alert;
import io.klarion.core.alert.AlertTransition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Turns alerts into pages for a recipient that must not be told twice: waits for others of the same event, keeps the
 * order, holds back what is silenced until the silence ends, repeats what fires on.
 *
 * <p>What has been told before a silence is told when it is over, also during the silence; that its severity changed is
 * told when the silence is over. An end is not told of what was never told. Not thread-safe.
 */
public final class Pager implements Desk {

    private final DeliverySpec spec;
    private final Map<String, Firing> firing = new LinkedHashMap<>();
    private final Map<Waiting.Group, Waiting> waiting = new LinkedHashMap<>();
    private final Deque<Page> pages = new ArrayDeque<>();

    /** A pager to whom nothing was said yet. */
    public Pager(DeliverySpec spec) {
        this.spec = spec;
    }

    @Override
    public void recall(Taken taken, boolean told, long now) {
        Alert alert = taken.alert();
        if (alert.state() == AlertTransition.RESOLVED) {
            firing.remove(alert.id());
        } else if (told && !spec.isSilent(alert, taken.recorded())) {
            firing.put(alert.id(), Firing.told(taken, lastRound(taken, now)));
        } else {
            hold(taken, lastRound(taken, now));
        }
    }

    private void hold(Taken taken, long time) {
        firing.merge(taken.alert().id(), Firing.silenced(taken, time), (before, first) -> before.holding(taken, time));
    }

    /* When the last repetition was due, as far as one can know. */
    private long lastRound(Taken taken, long now) {
        return spec.repeat() == 0 ? taken.recorded() : taken.recorded() + round(taken, now) * spec.repeat();
    }

    private long round(Taken taken, long now) {
        return Math.max(0, now - taken.recorded()) / spec.repeat();
    }

    @Override
    public boolean take(Taken taken, long now) {
        String id = taken.alert().id();
        if (taken.alert().state() == AlertTransition.RESOLVED) {
            Firing before = firing.remove(id);
            boolean isWorthTelling = before == null || before.isKnown();
            if (isWorthTelling) {
                flushBefore(taken.alert());
                add(PageKind.RESOLVED, taken, true, now);
            }
            return isWorthTelling;
        }
        if (spec.isSilent(taken.alert(), now)) {
            hold(taken, now);
            return false;
        }
        firing.put(id, Firing.awaited(taken, now));
        add(PageKind.FIRING, taken, true, now);
        return true;
    }

    /* An end must not overtake its beginning. */
    private void flushBefore(Alert resolved) {
        Waiting.Group group = new Waiting.Group(resolved.monitor(), PageKind.FIRING);
        Waiting beginnings = waiting.get(group);
        if (beginnings != null && beginnings.has(resolved.id())) {
            pages.addAll(beginnings.pages(spec.groupFrom()));
            waiting.remove(group);
        }
    }

    private void add(PageKind kind, Taken taken, boolean isNew, long now) {
        Waiting.Group group = new Waiting.Group(taken.alert().monitor(), kind);
        waiting.computeIfAbsent(group, each -> new Waiting(each, now + spec.groupWait()))
                .add(taken, isNew);
    }

    /** Lets time pass: what has waited long enough becomes a page, and so does what is to be repeated. */
    public void advance(long now) {
        firing.replaceAll((id, each) -> each.heldBack()
                .filter(taken -> !spec.isSilent(taken.alert(), now))
                .map(taken -> released(taken, now))
                .orElse(each));
        waiting.values().removeIf(group -> {
            boolean isOver = group.until() <= now;
            if (isOver) {
                pages.addAll(group.pages(spec.groupFrom()));
            }
            return isOver;
        });
        if (spec.repeat() > 0 && isIdle()) {
            repeat(now);
        }
    }

    private Firing released(Taken taken, long now) {
        add(PageKind.FIRING, taken, false, now);
        return Firing.awaited(taken, now);
    }

    private void repeat(long now) {
        Map<String, List<Taken>> due = new LinkedHashMap<>();
        for (Map.Entry<String, Firing> entry : firing.entrySet()) {
            Taken last = entry.getValue().last();
            if (now >= entry.getValue().toldAt() + spec.repeat() && !spec.isSilent(last.alert(), now)) {
                due.computeIfAbsent(last.alert().monitor(), monitor -> new ArrayList<>())
                        .add(last);
            }
        }
        due.values().forEach(entries -> {
            if (entries.size() >= spec.groupFrom()) {
                pages.add(Page.of(PageKind.REPEAT, entries, List.of(), latestRound(entries, now)));
            } else {
                entries.forEach(
                        each -> pages.add(Page.of(PageKind.REPEAT, List.of(each), List.of(), round(each, now))));
            }
        });
    }

    private long latestRound(List<Taken> entries, long now) {
        return entries.stream().mapToLong(each -> round(each, now)).max().orElse(0);
    }

    /** The page to send now; the same until {@link #done}. */
    public Optional<Page> next() {
        return Optional.ofNullable(pages.peek());
    }

    /** The page that is {@link #next} was delivered, or given up. */
    public void done(long now) {
        for (Taken entry : pages.remove().entries()) {
            firing.computeIfPresent(
                    entry.alert().id(), (id, each) -> each.last().key().equals(entry.key()) ? each.toldBy(now) : each);
        }
    }

    @Override
    public Collection<Mark> outstanding() {
        return Stream.concat(
                        waiting.values().stream().flatMap(group -> group.marks().stream()),
                        pages.stream().flatMap(page -> page.marks().stream()))
                .toList();
    }

    @Override
    public boolean isIdle() {
        return waiting.isEmpty() && pages.isEmpty();
    }

    @Override
    public boolean isFull() {
        return size() >= spec.capacity();
    }

    @Override
    public int size() {
        return waiting.values().stream().mapToInt(Waiting::size).sum() + ready();
    }

    @Override
    public int ready() {
        return pages.stream().mapToInt(page -> page.entries().size()).sum();
    }
}

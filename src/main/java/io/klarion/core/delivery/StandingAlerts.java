package io.klarion.core.delivery;

import io.klarion.core.alert.Alert;
import io.klarion.core.alert.AlertKind;
import io.klarion.core.alert.AlertTransition;
import io.klarion.core.alert.Severity;
import io.klarion.core.distribution.Segment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What fires, and what has ended lately, for a recipient that must be told all of it again and again and forgets what
 * it no longer hears of. Grouping and repeats are that recipient's own.
 *
 * <p>An alert that begins in a silence is held back until the silence ends. Not thread-safe.
 */
public final class StandingAlerts implements Desk {

    /** How long an end is told again. Prometheus does it as long. */
    public static final long KEPT_AFTER_END = 900_000;

    /* A firing alert is taken to fire for this many rounds without word, as with Prometheus. */
    private static final int ROUNDS_WITHOUT_WORD = 4;

    /* What the recipient tells alerts apart by: an alert of another severity is another one to it. */
    private record Identity(String monitor, Segment segment, String feature, AlertKind kind, Severity severity) {

        static Identity of(Alert alert) {
            return new Identity(alert.monitor(), alert.segment(), alert.feature(), alert.kind(), alert.severity());
        }
    }

    private record Ended(Taken taken, long at) {}

    private final DeliverySpec spec;
    private final long resend;
    private final Map<String, Taken> firing = new LinkedHashMap<>();
    private final Map<String, Taken> heldBack = new LinkedHashMap<>();
    private final Map<Identity, Ended> ended = new LinkedHashMap<>();
    private final Set<Mark> unposted = new LinkedHashSet<>();
    private boolean changed = true;
    private long nextRound = Long.MIN_VALUE;

    /** Nothing fires yet; {@code resend} milliseconds lie between two rounds. */
    public StandingAlerts(DeliverySpec spec, long resend) {
        this.spec = spec;
        this.resend = resend;
    }

    @Override
    public void recall(Taken taken, boolean told, long now) {
        Alert alert = taken.alert();
        heldBack.remove(alert.id());
        boolean isBeginning = firing.remove(alert.id()) == null;
        if (alert.state() == AlertTransition.FIRING) {
            boolean isHeldBack = isBeginning && spec.isSilent(alert, told ? taken.recorded() : now);
            (isHeldBack ? heldBack : firing).put(alert.id(), taken);
        }
    }

    @Override
    public boolean take(Taken taken, long now) {
        Alert alert = taken.alert();
        boolean isHeldBack = heldBack.remove(alert.id()) != null;
        Taken before = firing.remove(alert.id());
        if (alert.state() == AlertTransition.FIRING) {
            if (before == null && spec.isSilent(alert, now)) {
                heldBack.put(alert.id(), taken);
                return false;
            }
            begin(before, taken, now);
        } else if (isHeldBack) {
            return false;
        } else {
            ended.put(Identity.of(before == null ? alert : before.alert()), new Ended(taken, now));
        }
        unposted.add(taken.mark());
        changed = true;
        return true;
    }

    private void begin(@Nullable Taken before, Taken taken, long now) {
        Identity identity = Identity.of(taken.alert());
        if (before != null && !Identity.of(before.alert()).equals(identity)) {
            ended.put(Identity.of(before.alert()), new Ended(before, now));
        }
        ended.remove(identity);
        firing.put(taken.alert().id(), taken);
    }

    /** Lets time pass: silences end, ends are forgotten. */
    public void advance(long now) {
        heldBack.values().removeIf(taken -> {
            boolean isOver = !spec.isSilent(taken.alert(), now);
            if (isOver) {
                begin(null, taken, now);
                changed = true;
            }
            return isOver;
        });
        ended.values().removeIf(each -> now >= each.at() + KEPT_AFTER_END);
    }

    /** Whether it is time to post again: something changed, or a round is over. */
    public boolean isDue(long now) {
        return changed || (now >= nextRound && !(firing.isEmpty() && ended.isEmpty()));
    }

    /** All there is to tell at this time. */
    public List<Standing> all(long now) {
        List<Standing> all = new ArrayList<>();
        ended.values().forEach(each -> all.add(standing(each.taken(), each.at())));
        firing.values().forEach(each -> all.add(standing(each, now + ROUNDS_WITHOUT_WORD * resend)));
        return all;
    }

    /* Event times may be ahead of the clock, an end never lies before its beginning. */
    private static Standing standing(Taken taken, long endsAt) {
        return new Standing(taken, Math.min(taken.alert().onsetStart(), endsAt), endsAt);
    }

    /** Somebody has taken all there was to tell. */
    public void posted(long now) {
        unposted.clear();
        changed = false;
        nextRound = now + resend;
    }

    @Override
    public Collection<Mark> outstanding() {
        return List.copyOf(unposted);
    }

    @Override
    public boolean isIdle() {
        return !changed;
    }

    @Override
    public boolean isFull() {
        return unposted.size() >= spec.capacity();
    }

    @Override
    public int size() {
        return unposted.size();
    }

    @Override
    public int ready() {
        return size();
    }
}

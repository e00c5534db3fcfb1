package io.klarion.console;

import io.klarion.core.alert.Severity;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.ReferenceName;
import io.klarion.web.Point;
import io.klarion.web.SeriesKey;
import io.klarion.web.Strength;
import java.util.List;

/**
 * One feature of one segment as it is at a moment.
 *
 * @param id its name in addresses
 * @param key monitor, segment and feature
 * @param segmentNames the names of the group-by fields
 * @param segmentValues the segment's values for them
 * @param latest the verdict on its latest window, without cells
 * @param reference what that window was compared with
 * @param points its latest windows by time, at least one
 * @param firing its alerts that fire
 * @param revision of the model when it last changed
 */
record SeriesView(
        String id,
        SeriesKey key,
        List<String> segmentNames,
        List<String> segmentValues,
        FeatureVerdict latest,
        ReferenceName reference,
        List<Point> points,
        List<AlertView> firing,
        long revision) {

    SeriesView {
        points = List.copyOf(points);
        firing = List.copyOf(firing);
    }

    /** Its latest window. */
    Point last() {
        return points.get(points.size() - 1);
    }

    /** What it is ordered by: firing first, the critical before them all, then by how far it is above its threshold. */
    double weight() {
        double rank = firing.isEmpty() ? 0 : isCritical() ? 2 : 1;
        double threshold = latest.spec().threshold();
        double times = Strength.of(latest) / (threshold > 0 ? threshold : 1);
        return rank + times / (1 + times);
    }

    private boolean isCritical() {
        return firing.stream().anyMatch(alert -> alert.severity() == Severity.CRITICAL);
    }
}

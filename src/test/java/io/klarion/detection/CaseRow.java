package io.klarion.detection;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a rule did on one public series.
 *
 * @param rule its name
 * @param name the case
 * @param control whether nothing at all is labelled in it
 * @param cleanWindows the windows that touch no labelled change and are not excluded
 * @param falseAlarms how many of them alarm, by any scored feature
 * @param falseAlerts how many alerts begin to fire in them
 * @param delays for each labelled change in order, how many windows it took, the alarming one included; empty for missed
 */
record CaseRow(
        String rule,
        String name,
        boolean control,
        int cleanWindows,
        int falseAlarms,
        int falseAlerts,
        List<Optional<Integer>> delays) {

    int found() {
        return (int) delays.stream().filter(Optional::isPresent).count();
    }

    int missed() {
        return delays.size() - found();
    }

    /** The median delay of the changes that were found, in windows; empty when none was. */
    Optional<Double> delayWindows() {
        double[] known = delays.stream()
                .flatMap(Optional::stream)
                .mapToDouble(Integer::doubleValue)
                .toArray();
        Arrays.sort(known);
        return known.length == 0 ? Optional.empty() : Optional.of(Statistics.median(known));
    }
}

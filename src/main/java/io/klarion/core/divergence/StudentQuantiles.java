package io.klarion.core.divergence;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Quantiles of Student's t. The features of a monitor ask for the same few again and again, and each is a search that
 * costs as much as the rest of a verdict, so answers are kept, up to a limit at which all are dropped. What is kept never
 * changes what is answered. Thread-safe.
 */
final class StudentQuantiles {

    private static final int MOST_KEPT = 10_000;
    private static final Map<Question, Double> KEPT = new ConcurrentHashMap<>();

    private record Question(double degrees, double confidence) {

        double answer() {
            ContinuousDistribution law =
                    degrees == Double.POSITIVE_INFINITY ? NormalDistribution.of(0, 1) : TDistribution.of(degrees);
            return law.inverseCumulativeProbability(confidence);
        }
    }

    private StudentQuantiles() {}

    /** The number that a standard normal stays below with this probability: t with no end of degrees. */
    static double normal(double confidence) {
        return of(Double.POSITIVE_INFINITY, confidence);
    }

    /** The number that a t with these degrees of freedom stays below with this probability. */
    static double of(double degrees, double confidence) {
        Question question = new Question(degrees, confidence);
        Double known = KEPT.get(question);
        if (known != null) {
            return known;
        }
        double answer = question.answer();
        if (KEPT.size() >= MOST_KEPT) {
            KEPT.clear();
        }
        KEPT.put(question, answer);
        return answer;
    }
}
